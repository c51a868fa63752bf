import type { TableChoice } from '#domains/erp/statements/table-mappings/choice.ts';
import { choiceWords } from './choice-words.ts';
import classes from './preview.module.css';

/** What a person chose for a table, on as many lines as it needs. */
export function Chosen({ choice }: { choice: TableChoice }) {
  return <div className={classes.chosen}>{choiceWords(choice)}</div>;
}
