'use client';

import { Button, Checkbox } from '@mantine/core';
import { type ReactNode, useRef, useState } from 'react';
import { isUnseen, obstacleOf } from '#domains/erp/statements/preview/obstacle.ts';
import type { FilePreview as Preview, TableView } from '#domains/erp/statements/preview/preview-file.ts';
import type { TableChoice } from '#domains/erp/statements/table-mappings/choice.ts';
import type { Outcome } from '#domains/outcome.ts';
import { Refusal } from '../../ui/alert.tsx';
import { Card } from '../../ui/card.tsx';
import { ProblemList } from '../problem-list.tsx';
import { counted } from '../words.ts';
import { AccountField, type Changes, ChoiceFields } from './choice-fields.tsx';
import { withRole } from './column-roles.ts';
import { Effects } from './effects.tsx';
import classes from './preview.module.css';
import { ReadRows } from './read-rows.tsx';
import { SourceTable } from './source-table.tsx';

export type FilePreviewProps = {
  readonly initial: Preview;
  readonly accounts: readonly { readonly identifier: string; readonly label: string }[];
  readonly currencies: readonly string[];
  readonly look: (choice: TableChoice) => Promise<Outcome<Preview>>;
  readonly accept: (choice: TableChoice, remember: boolean) => Promise<Outcome<void>>;
  /** What else can be done with the file: put it aside. */
  readonly children: ReactNode;
};

/** A file as it would be imported, read anew with each change of how it is to be read; nothing is stored before it is imported. */
export function FilePreview({ initial, accounts, currencies, look, accept, children }: FilePreviewProps) {
  const [preview, setPreview] = useState(initial);
  const [choice, setChoice] = useState(initial.choice);
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<string | null>(null);
  const [remember, setRemember] = useState(true);
  const asked = useRef(0);

  async function change(next: TableChoice) {
    const turn = ++asked.current;
    setChoice(next);
    setBusy(true);
    const outcome = await look(next);
    // What was chosen since then is on its way.
    if (turn !== asked.current) return;
    setBusy(false);
    setRefusal(outcome.ok ? null : outcome.message);
    if (outcome.ok) setPreview(outcome.value);
  }

  async function send() {
    setBusy(true);
    const outcome = await accept(choice, remember);
    setBusy(false);
    setRefusal(outcome.ok ? null : outcome.message);
  }

  const { table, statements, rowCount, complete, problemCount } = preview;
  const obstacle = obstacleOf(preview);
  const isPart = preview.problems.some(({ severity }) => severity === 'error');
  const shown = { ...preview, choice };
  const rows = complete ? counted(rowCount, 'row') : `more than ${counted(rowCount, 'row')}`;
  const isUnnamed = choice.account !== undefined || statements.some(({ written }) => written === null);
  const choose = (changes: Changes) => change(changed(choice, changes));
  const isTable = (one: Preview): one is Preview & { table: TableView } => one.table !== null;

  return (
    <>
      {isTable(shown) ? (
        <Card title="How it is read" padded>
          <ChoiceFields preview={shown} accounts={accounts} currencies={currencies} choose={choose} />
        </Card>
      ) : (
        isUnnamed && (
          <Card title="How it is read" padded>
            <div className={classes.fields}>
              <AccountField
                {...{ choice, accounts, choose }}
                written={null}
                isNamed={choice.account !== undefined}
              />
            </div>
          </Card>
        )
      )}
      <Card
        title="What it does to the balances"
        note={complete ? rows : `${rows}: the file is longer than what is shown`}
      >
        <div aria-live="polite" aria-busy={busy} className={classes.effects}>
          <Effects statements={statements} />
          {obstacle && <p className={classes.obstacle}>{obstacle}</p>}
          {isUnseen(preview) && (
            <p className={classes.cash}>The workbook is too large to be shown before it is imported.</p>
          )}
        </div>
        <div className={classes.actions}>
          {table?.header && (
            <Checkbox
              label="Read the next files with this header the same way"
              checked={remember}
              onChange={({ currentTarget }) => setRemember(currentTarget.checked)}
            />
          )}
          <Refusal>{refusal}</Refusal>
          <div className={classes.buttons}>
            <Button variant="filled" onClick={send} disabled={busy || obstacle !== null} aria-busy={busy}>
              {isPart && !table ? 'Import what could be read' : 'Import'}
            </Button>
            {children}
          </div>
        </div>
      </Card>
      {isTable(preview) ? (
        <Card title="The first lines" note="each column under what it holds">
          <SourceTable
            preview={preview}
            assign={(column, value) => change(withRole(choice, preview.table, column, value))}
          />
        </Card>
      ) : (
        preview.rows.length > 0 && (
          <Card title="Rows read so far" note={counted(preview.rows.length, 'row')}>
            <ReadRows rows={preview.rows} />
          </Card>
        )
      )}
      {problemCount > 0 && (
        <Card title="Problems" note={counted(problemCount, 'place')}>
          <ProblemList problems={preview.problems} />
        </Card>
      )}
    </>
  );
}

/** The server checks what it is given. */
function changed(choice: TableChoice, changes: Changes): TableChoice {
  const entries = Object.entries({ ...choice, ...changes });
  return Object.fromEntries(entries.filter(([, value]) => value !== undefined));
}
