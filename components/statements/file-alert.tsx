import { Alert } from '../ui/alert.tsx';

/** Why a file is not in, in the words of who or what keeps it out. */
export function FileAlert({
  file,
}: {
  file: { readonly status: string; readonly errorMessage: string | null };
}) {
  if (!file.errorMessage) return null;
  const isWaiting = file.status === 'waiting';
  return (
    <Alert
      tone={isWaiting ? 'warn' : 'bad'}
      title={isWaiting ? 'This file waits for you.' : 'Nothing was taken in.'}
    >
      {file.errorMessage}
    </Alert>
  );
}
