import { redirect } from 'next/navigation.js';

export default function SettingsPage() {
  redirect('/settings/passkeys');
}
