import { AuthCard } from '#components/auth/auth-card.tsx';
import { ButtonLink } from '#components/ui/button-link.tsx';

export default function NotFound() {
  return (
    <AuthCard title="There is no such page" lead="The address is wrong, or what it named is gone.">
      <ButtonLink href="/" primary>
        Go to the overview
      </ButtonLink>
    </AuthCard>
  );
}
