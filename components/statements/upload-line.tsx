import { Button, CloseButton } from '@mantine/core';
import Link from 'next/link';
import { Fragment, type ReactNode } from 'react';
import type { ArrivingFile } from '#domains/erp/statements/arriving-files.ts';
import { Progress } from '../ui/progress.tsx';
import { Dot, type Tone } from '../ui/status.tsx';
import type { Upload } from './upload.ts';
import { isRunning, outcomeOf, type Part, progressOf } from './upload-outcome.ts';
import classes from './uploads.module.css';
import { sizeLabel } from './words.ts';

export type UploadLineProps = {
  readonly upload: Upload;
  /** What the server last said of it. */
  readonly file: ArrivingFile | undefined;
  /** Whether the server does not answer. */
  readonly isSilent: boolean;
  readonly confirm: (upload: Upload) => void;
  readonly cancel: (upload: Upload) => void;
};

/** One file: its name, where it is, and what can be done about it. */
export function UploadLine({ upload, file, isSilent, confirm, cancel }: UploadLineProps) {
  const { name } = upload;
  const cancelling = () => cancel(upload);
  switch (upload.phase) {
    case 'asked':
      return (
        <Line name={name} detail={`Pasted, ${sizeLabel(upload.size)}: “${upload.begins}”`}>
          <div className={classes.answers}>
            <Button variant="filled" onClick={() => confirm(upload)}>
              Upload it
            </Button>
            <Button onClick={cancelling}>Leave it</Button>
          </div>
        </Line>
      );
    case 'queued':
      return <Line name={name} detail="In line to be sent" cancel={cancelling} />;
    case 'sending':
      return (
        <Line
          name={name}
          detail={`Sent ${sizeLabel(upload.sent)} of ${sizeLabel(upload.size)}`}
          share={{ value: upload.sent, max: upload.size }}
          cancel={cancelling}
        />
      );
    case 'refused':
      return <Line name={name} tone="bad" detail={upload.reason} />;
    case 'cancelled':
      return <Line name={name} tone="neutral" detail="Cancelled before it was sent." />;
    case 'known':
      return (
        <Line
          name={name}
          tone="neutral"
          href={hrefOf(upload.fileId)}
          detail={`Here already, as ${upload.first}. Nothing was taken in twice.`}
        />
      );
    case 'arrived':
      return (
        <ArrivedLine name={name} id={upload.fileId} file={file} isSilent={isSilent} cancel={cancelling} />
      );
    default:
      return upload satisfies never;
  }
}

const hrefOf = (fileId: string) => `/statements/files/${fileId}`;

type ArrivedProps = Pick<UploadLineProps, 'file' | 'isSilent'> & {
  name: string;
  id: string;
  cancel: () => void;
};

function ArrivedLine({ name, id, file, isSilent, cancel }: ArrivedProps) {
  const href = hrefOf(id);
  const running = isRunning(file);
  if (running && isSilent) {
    return <Line name={name} href={href} detail="The server does not answer; asking again." />;
  }
  if (!file) return <Line name={name} href={href} detail="Arrived" />;
  if (running) {
    const mayCancel = file.status === 'uploaded';
    return <Line name={name} href={href} {...progressOf(file)} cancel={mayCancel ? cancel : undefined} />;
  }
  const { tone, parts } = outcomeOf(file);
  return <Line name={name} href={href} tone={tone} detail={<Parts parts={parts} />} />;
}

function Parts({ parts }: { parts: readonly Part[] }) {
  return parts.map(({ text, href }, index) => (
    <Fragment key={text}>
      {index > 0 && ' · '}
      {href ? <Link href={href}>{text}</Link> : text}
    </Fragment>
  ));
}

type LineProps = {
  name: string;
  detail: ReactNode;
  tone?: Tone;
  href?: string;
  share?: { readonly value: number; readonly max: number } | null;
  cancel?: (() => void) | undefined;
  children?: ReactNode;
};

function Line({ name, detail, tone = 'accent', href, share, cancel, children }: LineProps) {
  return (
    <li className={classes.line}>
      <div className={classes.text}>
        <p className={classes.name}>
          <Dot tone={tone} />
          {href ? <Link href={href}>{name}</Link> : name}
        </p>
        <p className={classes.detail}>{detail}</p>
        {share && (
          <div className={classes.bar}>
            <Progress {...share} label={name} />
          </div>
        )}
        {children}
      </div>
      {cancel && (
        <CloseButton className={classes.close} iconSize={14} aria-label={`Cancel ${name}`} onClick={cancel} />
      )}
    </li>
  );
}
