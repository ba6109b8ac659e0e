/** Lint rules: ESLint's recommended set, a little strictness, and what each folder may know. */
import js from '@eslint/js';
import globals from 'globals';

/** Words of the DOM, which the engine must do without: it runs in Workers and Node too. */
const domWords = ['document', 'window', 'HTMLElement', 'customElements', 'localStorage'];

const rules = {
  eqeqeq: 'error',
  'max-lines': ['error', 400],
  'no-implicit-coercion': ['error', { boolean: false }],
  'no-unused-vars': [
    'error',
    { argsIgnorePattern: '^_', varsIgnorePattern: '^_', caughtErrors: 'none' },
  ],
  'no-var': 'error',
  'object-shorthand': 'error',
  'prefer-const': 'error',
  'prefer-template': 'error',
};

export default [
  { ignores: ['build/'] },
  js.configs.recommended,
  { linterOptions: { reportUnusedDisableDirectives: 'error' }, rules },
  {
    files: ['web/lab/**/*.js'],
    languageOptions: { globals: { ...globals.worker, ...globals.node } },
    rules: { 'no-restricted-globals': ['error', ...domWords] },
  },
  {
    files: ['web/widgets/**/*.js', 'web/site/**/*.js', 'lessons/**/*.js'],
    languageOptions: { globals: globals.browser },
  },
  {
    files: ['*.js', 'tools/**/*.js', 'tests/**/*.js', 'wasm/**/*.js', 'web/site/generate/**/*.js'],
    languageOptions: { globals: globals.node },
  },
  {
    // Functions that a test hands over to a browser use the browser's names, and the template is a lesson.
    files: [
      'tests/browser/**/*.js',
      'tools/audit.js',
      'tools/audit/**/*.js',
      'tools/bench/**/*.js',
      'tests/widgets/**/*.js',
      'tools/lesson_template/**/*.js',
    ],
    languageOptions: { globals: { ...globals.browser, ...globals.node } },
  },
];
