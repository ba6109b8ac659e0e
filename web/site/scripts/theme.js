// Sets the theme before the first paint; therefore a classic script in the head, not a module.
// The choice is remembered only while it differs from what the system asks for.
(function () {
  const KEY = 'steplab.theme';
  const system = matchMedia('(prefers-color-scheme: dark)');
  const root = document.documentElement;

  function remembered() {
    try {
      return localStorage.getItem(KEY);
    } catch {
      return null;
    }
  }

  function remember(/** @type {string | null} */ theme) {
    try {
      if (theme) localStorage.setItem(KEY, theme);
      else localStorage.removeItem(KEY);
    } catch {
      // Without storage the choice lasts as long as the page.
    }
  }

  const systemTheme = () => (system.matches ? 'dark' : 'light');

  function apply(/** @type {string} */ theme) {
    // Even the same value again would wake everybody who watches for it.
    if (root.dataset.theme !== theme) root.dataset.theme = theme;
    const button = /** @type {HTMLElement | null} */ (
      document.querySelector('[data-theme-switch]')
    );
    if (!button) return;
    button.setAttribute(
      'aria-label',
      (theme === 'dark' ? button.dataset.light : button.dataset.dark) ?? '',
    );
  }

  function toggle() {
    const theme = root.dataset.theme === 'dark' ? 'light' : 'dark';
    remember(theme === systemTheme() ? null : theme);
    apply(theme);
  }

  const now = () => remembered() ?? systemTheme();
  apply(now());
  system.addEventListener('change', () => apply(now()));
  addEventListener('storage', (event) => event.key === KEY && apply(now()));
  addEventListener('DOMContentLoaded', () => {
    apply(now());
    document.querySelector('[data-theme-switch]')?.addEventListener('click', toggle);
  });
})();
