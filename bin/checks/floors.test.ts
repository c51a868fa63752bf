import { describe, expect, test } from 'vitest';
import { findOffences } from './floors.ts';

const reasons = (files: Record<string, string>) =>
  findOffences(new Map(Object.entries(files))).map(({ file, line, reason }) => `${file}:${line} ${reason}`);

describe('floors', () => {
  test('a file may import from its own floor and from those below', () => {
    expect(
      reasons({
        'app/page.tsx':
          "import { a } from '#components/a.tsx';\nimport { b } from '#domains/erp/invoices/queries.ts';",
        'domains/erp/invoices/queries.ts': "import { sql } from '#db/sql.ts';\nimport { x } from './x.ts';",
      }),
    ).toEqual([]);
  });

  test('an import from a floor above is named with its line', () => {
    expect(
      reasons({
        'lib/money.ts': "import { z } from 'zod';\n\nimport {\n  a,\n  b,\n} from '../db/a.ts';",
        'db/files.ts': "const later = await import('#domains/commit.ts');",
        'domains/a.ts': "export type { P } from '#app/p.ts';",
      }),
    ).toEqual([
      'lib/money.ts:3 lib/ may not import from db/, a floor above it',
      'db/files.ts:1 db/ may not import from domains/, a floor above it',
      'domains/a.ts:1 domains/ may not import from app/, a floor above it',
    ]);
  });

  test('components take types and pure code from domains, nothing that reaches the database', () => {
    const domains = {
      'domains/erp/invoices/queries.ts': "import { tx } from '#db/tenancy.ts';",
      'domains/erp/invoices/list.ts': "import { q } from './queries.ts';",
      'domains/erp/invoices/words.ts': "import type { tx } from '#db/tenancy.ts';",
    };
    expect(
      reasons({
        ...domains,
        'components/a.tsx':
          "import type { Row } from '#domains/erp/invoices/queries.ts';\nimport { w } from '#domains/erp/invoices/words.ts';",
      }),
    ).toEqual([]);
    expect(
      reasons({ ...domains, 'components/a.tsx': "import { l } from '#domains/erp/invoices/list.ts';" }),
    ).toEqual([
      'components/a.tsx:1 components/ takes only types and pure code from domains/, and this reaches db/',
    ]);
  });

  test('capabilities may use each other, but not in a circle', () => {
    const a = "import { tx } from '#db/tenancy.ts';\nimport { y } from '#domains/erp/b/y.ts';";
    const oneWay = { 'domains/erp/a/x.ts': a, 'domains/erp/b/y.ts': "import { tx } from '#db/tenancy.ts';" };
    expect(reasons(oneWay)).toEqual([]);
    expect(reasons({ ...oneWay, 'domains/erp/b/z.ts': "import { x } from '../a/x.ts';" })).toEqual([
      'domains/erp/b/z.ts:1 capabilities form a circle: domains/erp/a → domains/erp/b → domains/erp/a',
    ]);
    const pure = { 'domains/erp/a/words.ts': '', 'domains/erp/b/z.ts': "import { w } from '../a/words.ts';" };
    expect(reasons({ ...oneWay, ...pure })).toEqual([]);
  });
});
