import { ConfirmButton } from '../ui/confirm-button.tsx';

export type PutAsideProps = {
  readonly file: { readonly id: string; readonly filename: string };
  readonly dismiss: (form: FormData) => Promise<string | undefined>;
};

/** Puts a file aside that nobody needs, with the reason. */
export function PutAside({ file, dismiss }: PutAsideProps) {
  return (
    <ConfirmButton
      label="Put aside…"
      question={`Put ${file.filename} aside?`}
      consequence="It stays here and nothing of it is taken in. It can be taken back."
      confirmLabel="Put aside"
      reasonLabel="Why it is not needed"
      fields={{ statementFileId: file.id }}
      action={dismiss}
    />
  );
}
