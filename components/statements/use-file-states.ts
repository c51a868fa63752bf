import { useQuery } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { useEffect, useRef, useState } from 'react';
import type { ArrivingFile } from '#domains/erp/statements/arriving-files.ts';
import type { Upload } from './upload.ts';
import { isRunning } from './upload-outcome.ts';

const RUNNING_EVERY_MS = 1_000;
/** What waits for a person is answered on another page. */
const WAITING_EVERY_MS = 5_000;
const REFRESH_EVERY_MS = 3_000;
const IDS_PER_REQUEST = 100;

export type FileStates = {
  readonly files: ReadonlyMap<string, ArrivingFile>;
  /** Whether the server did not answer the last time. */
  readonly isSilent: boolean;
};

/** Where the files of these uploads are on the server, asked again until they have ended. The page around is loaded again as they end. */
export function useFileStates(uploads: readonly Upload[]): FileStates {
  const [known] = useState(() => ({
    files: new Map<string, ArrivingFile>(),
    seenRunning: new Set<string>(),
  }));
  const arrivals = uploads.filter((upload) => upload.phase === 'arrived');
  const ids = arrivals.map(({ fileId }) => fileId);
  const { data, isError } = useQuery({
    queryKey: ['statement-files', ...ids],
    queryFn: async () => {
      const open = ids.filter((id) => isOpen(known.files.get(id)));
      for (let from = 0; from < open.length; from += IDS_PER_REQUEST) {
        for (const file of await fetchStates(open.slice(from, from + IDS_PER_REQUEST))) {
          known.files.set(file.id, file);
          if (isRunning(file)) known.seenRunning.add(file.id);
        }
      }
      return new Map(known.files);
    },
    enabled: ids.length > 0,
    placeholderData: (before) => before,
    refetchInterval: ({ state }) => {
      const files = ids.map((id) => state.data?.get(id));
      if (files.some(isRunning)) return RUNNING_EVERY_MS;
      return files.some(isOpen) && WAITING_EVERY_MS;
    },
  });
  const files: ReadonlyMap<string, ArrivingFile> = data ?? known.files;
  const ended = arrivals.filter(({ fileId }) => !isRunning(files.get(fileId)));
  // The page around showed from the beginning what had ended when it was loaded.
  const news = ended.filter(({ earlier, fileId }) => !earlier || known.seenRunning.has(fileId));
  useRefreshAs(news.length, ended.length === ids.length);
  return { files, isSilent: isError };
}

const isOpen = (file: ArrivingFile | undefined) => isRunning(file) || file?.status === 'waiting';

/** Loads the page's data again as the number grows: at most every three seconds, and once at the end. */
function useRefreshAs(ended: number, isOver: boolean): void {
  const router = useRouter();
  const last = useRef({ ended: 0, at: 0 });
  useEffect(() => {
    const now = performance.now();
    if (ended <= last.current.ended || (!isOver && now - last.current.at < REFRESH_EVERY_MS)) return;
    last.current = { ended, at: now };
    router.refresh();
  }, [ended, isOver, router]);
}

async function fetchStates(ids: readonly string[]): Promise<readonly ArrivingFile[]> {
  const response = await fetch(`/api/statements?ids=${ids.join(',')}`);
  if (!response.ok) throw new Error(`The server answered ${response.status}.`);
  return ((await response.json()) as { files: ArrivingFile[] }).files;
}
