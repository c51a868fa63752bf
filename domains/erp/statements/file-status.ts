/** Statuses of a file on which the worker has still something to do. */
export const ON_ITS_WAY = ['uploaded', 'parsing', 'parsed'] as const;

/** Statuses of a file that is not in, and that a person can have read again. */
const LEFT_OUT = ['waiting', 'rejected', 'dismissed'] as const;

/** Whether the worker has still something to do for a file of this status. */
export const isOnItsWay = (status: string): boolean => ON_ITS_WAY.some((one) => one === status);

/** Whether a file of this status waits for a person, was refused, or put aside. */
export const isLeftOut = (status: string): boolean => LEFT_OUT.some((one) => one === status);
