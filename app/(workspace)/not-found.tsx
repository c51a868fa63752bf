import { ButtonLink } from '#components/ui/button-link.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { Page, PageHeader } from '#components/ui/page.tsx';

export default function NotFound() {
  return (
    <Page>
      <PageHeader title="There is nothing here" />
      <EmptyState
        title="The address is wrong, or what it named is not yours to see."
        actions={<ButtonLink href="/">Go to the overview</ButtonLink>}
      >
        Search by a number or a partner’s name with ⌘K or Ctrl K.
      </EmptyState>
    </Page>
  );
}
