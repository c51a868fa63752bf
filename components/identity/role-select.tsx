import { NativeSelect } from '@mantine/core';
import { type PersonRole, ROLES } from './roles.ts';

export type RoleSelectProps = {
  /** Roles that this person may give. */
  readonly roles: readonly PersonRole[];
  readonly role: PersonRole;
  readonly onChange: (role: PersonRole) => void;
  /** Whether it has the focus when its dialog opens. */
  readonly autoFocus?: boolean;
};

/** Chooses a role, and says what the chosen one does. */
export function RoleSelect({ roles, role, onChange, autoFocus }: RoleSelectProps) {
  return (
    <NativeSelect
      label="Role"
      description={ROLES.find((one) => one.value === role)?.does}
      inputWrapperOrder={['label', 'input', 'description', 'error']}
      data={ROLES.filter((one) => roles.includes(one.value)).map(({ value, label }) => ({ value, label }))}
      value={role}
      onChange={(event) => onChange(event.currentTarget.value as PersonRole)}
      data-autofocus={autoFocus}
    />
  );
}
