'use client';

import { Button } from '@mantine/core';
import { usePathname, useRouter } from 'next/navigation';
import { useEffect, useRef } from 'react';
import { usePickFiles } from './uploads.tsx';

/** Opens the file dialog; at once when the address asks for it (`open`), where the browser lets it. */
export function UploadButton({ open = false }: { open?: boolean }) {
  const pick = usePickFiles();
  const router = useRouter();
  const path = usePathname();
  const button = useRef<HTMLButtonElement>(null);
  const asked = useRef(false);

  useEffect(() => {
    if (!open || asked.current) return;
    asked.current = true;
    button.current?.focus();
    pick();
    router.replace(path, { scroll: false });
  }, [open, pick, router, path]);

  return (
    <Button ref={button} variant="filled" onClick={pick}>
      Upload statement
    </Button>
  );
}
