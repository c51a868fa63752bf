'use client';

import { CloseButton } from '@mantine/core';
import { QueryClient, QueryClientProvider, useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import type { fileStatus } from '#domains/erp/statements/queries.ts';
import { Progress } from '../ui/progress.tsx';
import { Dot, type Tone } from '../ui/status.tsx';
import classes from './uploads.module.css';
import type { Upload } from './uploads.tsx';
import { counted, sizeLabel } from './words.ts';

type FileStatus = Awaited<ReturnType<typeof fileStatus>>;

const EVERY_MS = 1_000;
const RUNNING = new Set(['uploaded', 'parsing', 'parsed']);

/** The files on their way in, each with how far it is, then what came of it. */
export function UploadPanel({ uploads, close }: { uploads: readonly Upload[]; close: () => void }) {
  const [client] = useState(() => new QueryClient());
  return (
    <QueryClientProvider client={client}>
      <section className={classes.panel} aria-label="Uploads">
        <header className={classes.header}>
          <h2>{counted(uploads.length, 'file')}</h2>
          <CloseButton size="sm" aria-label="Put away" onClick={close} />
        </header>
        <ul className={classes.lines} aria-live="polite">
          {uploads.toReversed().map((upload) => (
            <UploadLine key={upload.key} upload={upload} />
          ))}
        </ul>
      </section>
    </QueryClientProvider>
  );
}

function UploadLine({ upload }: { upload: Upload }) {
  switch (upload.phase) {
    case 'queued':
      return <Line name={upload.name} detail="In line" />;
    case 'sending':
      return (
        <Line
          name={upload.name}
          detail={`Sent ${sizeLabel(upload.sent)} of ${sizeLabel(upload.size)}`}
          progress={{ value: upload.sent, max: upload.size }}
        />
      );
    case 'refused':
      return <Line name={upload.name} tone="bad" detail={upload.reason} />;
    case 'known':
      return (
        <Line
          name={upload.name}
          tone="neutral"
          href={`/statements/files/${upload.fileId}`}
          detail={`Here already, as ${upload.first}. Nothing was taken in twice.`}
        />
      );
    case 'arrived':
      return <ArrivedLine upload={upload} />;
    default:
      return upload satisfies never;
  }
}

function ArrivedLine({ upload }: { upload: Upload & { phase: 'arrived' } }) {
  const { fileId, name, size } = upload;
  const router = useRouter();
  const { data: file, isError } = useQuery({
    queryKey: ['statement-file', fileId],
    queryFn: () => fetchStatus(fileId),
    refetchInterval: ({ state }) => (state.data && !RUNNING.has(state.data.status) ? false : EVERY_MS),
  });
  const running = !file || RUNNING.has(file.status);
  // The page around shows what the file brings as soon as it is in, unless it showed that from the beginning.
  const isNews = useRef(!upload.earlier);
  useEffect(() => {
    if (!file) return;
    if (!running && isNews.current) router.refresh();
    isNews.current = running;
  }, [file, running, router]);

  const href = `/statements/files/${fileId}`;
  if (!file)
    return <Line name={name} detail={isError ? 'The server does not answer; asking again.' : 'Arrived'} />;
  if (running) {
    const { progress } = file;
    const rows = progress?.rows ?? 0;
    return (
      <Line
        name={name}
        href={href}
        detail={progress?.phase === 'importing' ? `Importing: ${counted(rows, 'row')}` : 'Reading'}
        progress={{ value: progress?.bytesRead ?? 0, max: size }}
      />
    );
  }
  return <Line name={name} href={href} {...outcomeOf(file)} />;
}

function outcomeOf(file: FileStatus): { tone: Tone; detail: ReactNode } {
  if (file.status === 'waiting') return { tone: 'warn', detail: file.errorMessage };
  if (file.status === 'rejected') return { tone: 'bad', detail: file.errorMessage };
  if (file.status === 'dismissed') return { tone: 'neutral', detail: `Put aside: ${file.errorMessage}` };
  const differing = file.statements.filter((statement) => statement.balanceCheck === 'discrepancy').length;
  const parts = [
    counted(file.statementCount, 'statement'),
    counted(file.rowCount, 'row'),
    file.knownRowCount > 0 && `${file.knownRowCount} known already`,
    differing > 0 && `${differing} ${differing === 1 ? 'does' : 'do'} not add up`,
    file.problemCount > 0 && counted(file.problemCount, 'problem'),
  ];
  return { tone: file.problemCount > 0 ? 'warn' : 'ok', detail: parts.filter(Boolean).join(' · ') };
}

type LineProps = {
  name: string;
  detail: ReactNode;
  tone?: Tone;
  href?: string;
  progress?: { value: number; max: number };
};

function Line({ name, detail, tone = 'accent', href, progress }: LineProps) {
  return (
    <li className={classes.line}>
      <p className={classes.name}>
        <Dot tone={tone} />
        {href ? <Link href={href}>{name}</Link> : name}
      </p>
      <p className={classes.detail}>{detail}</p>
      {progress && (
        <div className={classes.bar}>
          <Progress {...progress} label={name} />
        </div>
      )}
    </li>
  );
}

async function fetchStatus(fileId: string): Promise<FileStatus> {
  const response = await fetch(`/api/statements/${fileId}`);
  if (!response.ok) throw new Error(`The server answered ${response.status}.`);
  return response.json();
}
