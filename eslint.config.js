// Lint rules: correctness only; looks are Prettier's. Types are checked by tsc and svelte-check.
import svelte from 'eslint-plugin-svelte'
import ts from 'typescript-eslint'

export default ts.config(
  { ignores: ['build/', 'data/', '.svelte-kit/', 'node_modules/', 'coverage/', 'src/platform/db/schema.ts'] },
  ...ts.configs.recommended,
  ...svelte.configs.recommended,
  {
    rules: {
      'no-console': ['error', { allow: ['error', 'warn'] }],
      eqeqeq: 'error',
      'no-restricted-syntax': [
        'error',
        { selector: 'TSEnumDeclaration', message: 'Erasable syntax only: use a union of literals.' },
      ],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/consistent-type-imports': 'error',
    },
  },
  {
    files: ['**/*.svelte', '**/*.svelte.ts'],
    languageOptions: { parserOptions: { parser: ts.parser, extraFileExtensions: ['.svelte'] } },
    // Pages build their addresses from plain strings on purpose: every address carries the day and the unit.
    rules: { 'svelte/no-navigation-without-resolve': 'off' },
  },
  {
    files: ['src/kernel/**/*.ts'],
    ignores: ['**/*.test.ts'],
    rules: {
      'no-restricted-properties': ['error', { object: 'Date', property: 'now', message: 'The kernel has no clock.' }],
    },
  },
  { files: ['src/cli/**', 'scripts/**', 'demo/**', 'tests/**'], rules: { 'no-console': 'off' } },
)
