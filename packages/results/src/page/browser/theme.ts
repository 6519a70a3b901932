import { button } from './element.ts';
import { icon, type IconName } from './marks.ts';

const themes = ['auto', 'light', 'dark'] as const;
type Theme = (typeof themes)[number];

const icons: Record<Theme, IconName> = { auto: 'auto', light: 'sun', dark: 'moon' };
const storageKey = 'perfecto-page-theme';
const listeners = new Set<() => void>();

/** Calls back when the colours of the page have changed, by its button or by the system. */
export function onThemeChange(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** The button that goes from the system's colours to light ones to dark ones. */
export function themeButton(): HTMLButtonElement {
  let theme = remembered();
  const toggle = button({ class: 'icon-button' }, () => {
    theme = themes[(themes.indexOf(theme) + 1) % themes.length] ?? 'auto';
    remember(theme);
    apply();
  });
  const apply = (): void => {
    document.documentElement.dataset['theme'] = theme;
    toggle.replaceChildren(icon(icons[theme]));
    toggle.setAttribute('aria-label', `Colours: ${theme}. Change`);
    toggle.title = `Colours: ${theme === 'auto' ? 'as the system has them' : theme}`;
    for (const listener of listeners) listener();
  };
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => {
    for (const listener of listeners) listener();
  });
  apply();
  return toggle;
}

function remembered(): Theme {
  try {
    const stored = localStorage.getItem(storageKey);
    return themes.find((theme) => theme === stored) ?? 'auto';
  } catch {
    return 'auto'; // some browsers keep nothing for pages from disk
  }
}

function remember(theme: Theme): void {
  try {
    localStorage.setItem(storageKey, theme);
  } catch {
    // The page then forgets it with the next load.
  }
}
