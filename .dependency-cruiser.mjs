// The arrows of the house (ARCHITECTURE.md), as generic rules: a new module needs no new rule, only its place in ORDER.
export const ORDER = [
  'tenancy',
  'identity',
  'decisions',
  'units',
  'access',
  'guests',
  'rulebook',
  'figures',
  'members',
  'records',
  'intake',
  'committees',
  'quality',
  'congresses',
  'meetings',
  'classes',
  'admissions',
  'transfers',
  'badges',
  'dues',
  'targets',
  'reports',
  'conferences',
  'coordination',
  'residence',
  'reorganisations',
  'portal',
  'agenda',
  'handovers',
]

const later = ORDER.flatMap((area, i) =>
  ORDER.slice(i + 1).length === 0
    ? []
    : [
        {
          name: `module-order-${area}`,
          comment: `${area} may only know the modules before it`,
          severity: 'error',
          from: { path: `^src/modules/${area}/` },
          to: { path: `^src/modules/(${ORDER.slice(i + 1).join('|')})/` },
        },
      ],
)

export default {
  forbidden: [
    {
      name: 'no-cycles',
      comment: 'A branch of the tree draws its own branches: the one component that imports itself',
      severity: 'error',
      from: { pathNot: '^src/ui/TreeBranch\\.svelte$' },
      to: { circular: true },
    },
    {
      name: 'kernel-is-pure',
      severity: 'error',
      from: { path: '^src/kernel/', pathNot: '\\.test\\.ts$' },
      to: { pathNot: '^src/kernel/' },
    },
    {
      name: 'platform-below-modules',
      severity: 'error',
      from: { path: '^src/platform/' },
      to: { path: '^src/(modules|ui|routes|cli|product|pages)' },
    },
    {
      name: 'modules-below-routes',
      severity: 'error',
      from: { path: '^src/modules/' },
      to: { path: '^src/(ui|routes|cli|product|pages)' },
    },
    {
      name: 'ui-has-no-domain',
      severity: 'error',
      from: { path: '^src/ui/' },
      to: { path: '^src/(modules|platform|routes|cli|product|pages)' },
    },
    {
      name: 'only-through-the-face',
      comment: 'Another module is reached through <area>/<area>.server.ts, or its words and pure types',
      severity: 'error',
      from: { path: '^src/modules/([^/]+)/' },
      to: { path: '^src/modules/([^/]+)/', pathNot: '^src/modules/($1/|([^/]+)/\\2\\.server\\.ts$)' },
    },
    {
      name: 'routes-through-the-face',
      severity: 'error',
      from: { path: '^src/(routes|cli|product|pages|hooks)' },
      to: { path: '^src/modules/', pathNot: '^src/modules/([^/]+)/(\\1\\.server\\.ts|[^/]+-messages\\.ts)$' },
    },
    {
      name: 'not-to-tests',
      severity: 'error',
      from: { path: '^src/', pathNot: '\\.test\\.ts$' },
      to: { path: '\\.test\\.ts$|^tests/' },
    },
    ...later,
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '\\.svelte-kit|^build/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['svelte', 'import', 'node', 'default'] },
  },
}
