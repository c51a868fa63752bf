import { createContext, useContext } from 'react';
import type { Outcome } from '#domains/outcome.ts';

export type WithStepUp = <T>(action: () => Promise<Outcome<T>>) => Promise<Outcome<T>>;

/** Given by `StepUpProvider`; without one, an action that asks for a passkey is refused. */
export const StepUpContext = createContext<WithStepUp>((action) => action());

/** Runs a server action; when it asks for a fresh passkey, asks the person and repeats it. */
export const useStepUp = (): WithStepUp => useContext(StepUpContext);
