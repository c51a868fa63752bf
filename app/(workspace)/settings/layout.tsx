import type { ReactNode } from 'react';
import { SettingsLinks } from '#components/identity/settings-links.tsx';
import { StepUpProvider } from '#components/identity/step-up.tsx';
import { Page, PageHeader } from '#components/ui/page.tsx';
import { requireSession } from '#domains/identity/people-scopes.ts';
import { may } from '#domains/identity/permissions.ts';
import { settingsPages } from './pages.ts';
import { begin, finish } from './step-up.ts';

export default async function SettingsLayout({ children }: { children: ReactNode }) {
  const { role } = await requireSession('viewSettings');
  const links = settingsPages.filter((page) => may(role, page.query));
  return (
    <StepUpProvider begin={begin} finish={finish}>
      <Page>
        <PageHeader title="Settings" />
        <SettingsLinks links={links.map(({ href, label }) => ({ href, label }))} />
        {children}
      </Page>
    </StepUpProvider>
  );
}
