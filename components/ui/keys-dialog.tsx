'use client';

import { Modal } from '@mantine/core';
import { Kbd } from './kbd.tsx';
import classes from './keys-dialog.module.css';
import type { KeyHint } from './list-keys.tsx';

/** The keys of the page, in a dialog. */
export function KeysDialog({ hints, onClose }: { hints: readonly KeyHint[]; onClose: () => void }) {
  return (
    <Modal opened onClose={onClose} title="Keys" size="sm" closeButtonProps={{ 'aria-label': 'Close' }}>
      <dl className={classes.keys}>
        {hints.map((hint) => (
          <div key={hint.does}>
            <dt>
              {hint.keys.map((key) => (
                <Kbd key={key}>{key}</Kbd>
              ))}
            </dt>
            <dd>{hint.does}</dd>
          </div>
        ))}
      </dl>
    </Modal>
  );
}
