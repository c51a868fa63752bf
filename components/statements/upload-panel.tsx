'use client';

import { Button, CloseButton } from '@mantine/core';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { useState } from 'react';
import { Refusal } from '../ui/alert.tsx';
import { isHere } from './upload.ts';
import { UploadLine } from './upload-line.tsx';
import { standing } from './upload-outcome.ts';
import classes from './uploads.module.css';
import { useFileStates } from './use-file-states.ts';
import type { Uploading } from './use-uploads.ts';
import { counted } from './words.ts';

/** The files on their way in, each with how far it is, then what came of it. */
export function UploadPanel(props: Uploading) {
  const [client] = useState(() => new QueryClient());
  return (
    <QueryClientProvider client={client}>
      <Panel {...props} />
    </QueryClientProvider>
  );
}

function Panel({ uploads, notice, confirm, cancel, putAway }: Uploading) {
  const [isOpen, setOpen] = useState(true);
  const { files, isSilent } = useFileStates(uploads);
  const unsent = uploads.filter(({ phase }) => phase === 'queued' || phase === 'sending');
  return (
    <section className={classes.panel} aria-label="Uploads">
      <header className={classes.header}>
        <h2>{counted(uploads.length, 'file')}</h2>
        {unsent.length > 1 && (
          <Button onClick={() => unsent.forEach(cancel)}>Cancel {unsent.length} unsent</Button>
        )}
        {uploads.length > 1 && (
          <Button aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
            {isOpen ? 'Hide' : 'Show'}
          </Button>
        )}
        {(uploads.length === 0 || !uploads.every(isHere)) && (
          <CloseButton className={classes.close} iconSize={14} aria-label="Put away" onClick={putAway} />
        )}
        {uploads.length > 1 && (
          <p role="status">
            {standing(uploads, files).map((words) => (
              <span key={words}>{words}</span>
            ))}
          </p>
        )}
      </header>
      <Refusal>{notice}</Refusal>
      {isOpen && uploads.length > 0 && (
        <ul className={classes.lines}>
          {uploads.toReversed().map((upload) => (
            <UploadLine
              key={upload.key}
              upload={upload}
              file={upload.phase === 'arrived' ? files.get(upload.fileId) : undefined}
              isSilent={isSilent}
              confirm={confirm}
              cancel={cancel}
            />
          ))}
        </ul>
      )}
    </section>
  );
}
