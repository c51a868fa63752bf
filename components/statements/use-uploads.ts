import { useEffect, useRef, useState } from 'react';
import { sendFile } from './send-file.ts';
import {
  afterSending,
  arrived,
  chosen,
  isHere,
  type RunningFile,
  tooMany,
  type Upload,
  withChange,
} from './upload.ts';
import { storedUploads, storeUploads } from './upload-storage.ts';

const AT_ONCE = 3;

export type Uploading = {
  readonly uploads: readonly Upload[];
  /** Why something did not happen. */
  readonly notice: string | null;
  readonly say: (notice: string | null) => void;
  readonly add: (files: readonly File[]) => void;
  /** Shows a file that is sent when the person says so. */
  readonly ask: (file: File, begins: string) => void;
  readonly confirm: (upload: Upload) => void;
  readonly cancel: (upload: Upload) => void;
  /** Takes from sight what has ended. */
  readonly putAway: () => void;
};

/** Sends files, three at a time, and keeps in sight where each is. `running` is what the server still reads. */
export function useUploads(running: readonly RunningFile[]): Uploading {
  const [uploads, setUploads] = useState<readonly Upload[]>(() => running.map(arrived));
  const [notice, say] = useState<string | null>(null);
  const files = useRef(new Map<string, File>());
  const line = useRef<string[]>([]);
  const sending = useRef(new Map<string, AbortController>());

  useEffect(() => setUploads((known) => [...storedUploads(known), ...known]), []);
  useEffect(() => storeUploads(uploads), [uploads]);
  useEffect(() => {
    if (!uploads.some(isHere)) return;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', ask);
    return () => window.removeEventListener('beforeunload', ask);
  }, [uploads]);

  const change = (key: string, next: (upload: Upload) => Upload) =>
    setUploads((all) => withChange(all, key, next));

  function add(given: readonly File[]) {
    const refusal = tooMany(given.length);
    say(refusal);
    if (refusal) return;
    const added = given.map((file) => ({ file, upload: chosen(crypto.randomUUID(), file) }));
    setUploads((all) => [...all, ...added.map(({ upload }) => upload)]);
    for (const { file, upload } of added) if (upload.phase === 'queued') enqueue(upload.key, file);
  }

  function ask(file: File, begins: string) {
    const key = crypto.randomUUID();
    files.current.set(key, file);
    setUploads((all) => [...all, { key, name: file.name, size: file.size, phase: 'asked', begins }]);
  }

  function confirm({ key }: Upload) {
    const file = files.current.get(key);
    if (!file) return;
    change(key, () => chosen(key, file));
    enqueue(key, file);
  }

  function enqueue(key: string, file: File) {
    files.current.set(key, file);
    line.current.push(key);
    pump();
  }

  function pump() {
    while (sending.current.size < AT_ONCE) {
      const key = line.current.shift();
      const file = key === undefined ? undefined : files.current.get(key);
      if (key === undefined) return;
      if (file) void send(key, file).finally(pump);
    }
  }

  async function send(key: string, file: File) {
    const controller = new AbortController();
    sending.current.set(key, controller);
    const progress = (sent: number) =>
      change(key, ({ name, size }) => ({ key, name, size, phase: 'sending', sent }));
    progress(0);
    const answer = await sendFile(file, progress, controller.signal);
    sending.current.delete(key);
    files.current.delete(key);
    change(key, (upload) => afterSending(upload, answer));
  }

  function cancel(upload: Upload) {
    const { key, name, size } = upload;
    switch (upload.phase) {
      case 'asked':
        files.current.delete(key);
        setUploads((all) => all.filter((one) => one.key !== key));
        return;
      case 'queued':
        line.current = line.current.filter((one) => one !== key);
        files.current.delete(key);
        change(key, () => ({ key, name, size, phase: 'cancelled' }));
        return;
      case 'sending':
        sending.current.get(key)?.abort();
        return;
      case 'arrived':
        void cancelArrived(upload.fileId).then(say);
        return;
      default:
    }
  }

  const putAway = () => {
    say(null);
    setUploads((all) => all.filter(isHere));
  };
  return { uploads, notice, say, add, ask, confirm, cancel, putAway };
}

/** Asks the server to put the file aside; the sentence why it did not. */
async function cancelArrived(fileId: string): Promise<string | null> {
  try {
    const response = await fetch(`/api/statements/${fileId}`, { method: 'DELETE' });
    if (response.ok) return null;
    const { title } = (await response.json()) as { title?: string };
    return title ?? `The server answered ${response.status}.`;
  } catch {
    return 'The server does not answer. Nothing was cancelled.';
  }
}
