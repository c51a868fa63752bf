import { type CSSVariablesResolver, createTheme, defaultVariantColorsResolver } from '@mantine/core';

/** Indigo from the softest ground to the deepest ink; 6 is the accent on paper, 3 the accent at night. */
const accent = [
  '#eef1fc',
  '#d9dff8',
  '#b6c2f6',
  '#93a8ff',
  '#6f87ea',
  '#5069d8',
  '#3452c9',
  '#2b45ad',
  '#243a90',
  '#1f2540',
] as const;

/** Mantine's greys in our warmth, for what no variable of the palette reaches. */
const gray = [
  '#fafaf8',
  '#f4f4f1',
  '#e7e6e1',
  '#d6d5cf',
  '#b8b7b0',
  '#96958d',
  '#6e6d66',
  '#55554f',
  '#3a3a36',
  '#1c1c1a',
] as const;

const dark = [
  '#ededea',
  '#b3b4b2',
  '#8f918e',
  '#5d6063',
  '#3a3d41',
  '#27292c',
  '#1d1f21',
  '#17181a',
  '#111213',
  '#0c0d0e',
] as const;

const SMALL = { size: 'sm' };

/** Mantine in our type and colours. The colours themselves are variables of `theme.css`. */
export const theme = createTheme({
  primaryColor: 'accent',
  colors: { accent, gray, dark },
  fontFamily: 'var(--font-text)',
  fontFamilyMonospace: 'var(--font-mono)',
  fontSizes: { xs: '12px', sm: '14px', md: '14px', lg: '17px', xl: '20px' },
  lineHeights: { xs: '16px', sm: '20px', md: '20px', lg: '24px', xl: '28px' },
  headings: { fontFamily: 'var(--font-text)', fontWeight: '620' },
  radius: { xs: '4px', sm: '6px', md: '7px', lg: '8px', xl: '12px' },
  defaultRadius: 'md',
  shadows: { xs: 'none', sm: 'none', md: 'none', lg: 'none', xl: 'none' },
  focusRing: 'auto',
  respectReducedMotion: true,
  cursorType: 'pointer',
  variantColorResolver: (input) => {
    const bad = input.color === 'red';
    if (input.variant === 'filled') {
      return {
        background: bad ? 'var(--bad)' : 'var(--accent)',
        hover: bad ? 'var(--bad-hover)' : 'var(--accent-hover)',
        color: bad ? 'var(--on-bad)' : 'var(--on-accent)',
        border: '1px solid transparent',
      };
    }
    if (input.variant === 'default') {
      return {
        background: 'var(--surface)',
        hover: 'var(--sunken)',
        color: bad ? 'var(--bad)' : 'var(--ink)',
        border: '1px solid var(--line-strong)',
      };
    }
    if (input.variant === 'subtle') {
      return {
        background: 'transparent',
        hover: 'var(--sunken)',
        color: bad ? 'var(--bad)' : 'var(--ink-2)',
        border: '1px solid transparent',
      };
    }
    return defaultVariantColorsResolver(input);
  },
  components: {
    Button: { defaultProps: { size: 'sm', variant: 'default' } },
    ActionIcon: { defaultProps: { variant: 'subtle' } },
    TextInput: { defaultProps: SMALL },
    Textarea: { defaultProps: SMALL },
    NativeSelect: { defaultProps: SMALL },
    Checkbox: { defaultProps: SMALL },
    Menu: {
      defaultProps: {
        transitionProps: { duration: 90 },
        position: 'bottom-end',
        offset: 6,
        // The placeholder is a child that ARIA does not allow in a menu.
        withInitialFocusPlaceholder: false,
      },
    },
    Modal: {
      defaultProps: {
        centered: true,
        radius: 'lg',
        transitionProps: { duration: 120 },
        overlayProps: { color: 'var(--veil)', backgroundOpacity: 1 },
      },
    },
  },
});

const shared = {
  '--mantine-color-body': 'var(--bg)',
  '--mantine-color-text': 'var(--ink)',
  '--mantine-color-bright': 'var(--ink)',
  '--mantine-color-dimmed': 'var(--ink-3)',
  '--mantine-color-placeholder': 'var(--ink-3)',
  '--mantine-color-anchor': 'var(--accent)',
  '--mantine-color-error': 'var(--bad)',
  '--mantine-color-default': 'var(--surface)',
  '--mantine-color-default-hover': 'var(--sunken)',
  '--mantine-color-default-color': 'var(--ink)',
  '--mantine-color-default-border': 'var(--line-strong)',
  '--mantine-color-disabled': 'var(--sunken)',
  '--mantine-color-disabled-color': 'var(--ink-3)',
  '--mantine-color-disabled-border': 'var(--line)',
  '--mantine-primary-color-filled': 'var(--accent)',
  '--mantine-primary-color-filled-hover': 'var(--accent-hover)',
  '--mantine-primary-color-contrast': 'var(--on-accent)',
  '--mantine-primary-color-light': 'var(--accent-soft)',
  '--mantine-primary-color-light-hover': 'var(--accent-soft)',
  '--mantine-primary-color-light-color': 'var(--accent)',
};

/** Points Mantine's own colour variables at the palette, so that its widgets follow both schemes. */
export const cssVariables: CSSVariablesResolver = () => ({ variables: {}, light: shared, dark: shared });
