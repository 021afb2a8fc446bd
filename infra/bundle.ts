import { cpSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { build, type Plugin } from 'esbuild'

const ROOT = join(import.meta.dirname, '..')

/** The entry files of the functions; the stack names them by these keys. */
export const ENTRIES = {
  api: 'functions/api/main.ts',
  cognito: 'functions/cognito/main.ts',
  jobs: 'functions/jobs/main.ts',
} as const
export type Entry = keyof typeof ENTRIES

/** What some packages need of CommonJS inside a bundle of ES modules. */
const BANNER = `import { createRequire } from 'node:module'; const require = createRequire(import.meta.url); const { dirname: __dirname, filename: __filename } = import.meta;`

/** Zod's own wordings in fifty languages, a quarter of a megabyte: problems are worded by the domain. */
const withoutLocales: Plugin = {
  name: 'without-locales',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /\/locales\/index\.js$/ }, ({ importer }) =>
      /node_modules.zod./.test(importer) ? { path: 'none', namespace: 'locales' } : undefined,
    )
    onLoad({ filter: /^none$/, namespace: 'locales' }, () => ({ contents: 'export {}' }))
  },
}

/** The limits are counted in memory; their package would bring in a dozen databases. */
const inMemoryLimits: Plugin = {
  name: 'in-memory-limits',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^rate-limiter-flexible$/ }, () => ({
      path: 'limits',
      namespace: 'limits',
    }))
    onLoad({ filter: /^limits$/, namespace: 'limits' }, () => ({
      resolveDir: ROOT,
      contents: ['RateLimiterMemory', 'RateLimiterRes']
        .map((name) => `export { default as ${name} } from 'rate-limiter-flexible/lib/${name}.js'`)
        .join(';'),
    }))
  },
}

/** Read from disk by what makes PDFs; it finds them in the asset as it finds them here. */
const FONTS = ['400Regular/BIZUDPGothic_400Regular.ttf', '700Bold/BIZUDPGothic_700Bold.ttf']
const FONT_PACKAGE = join('node_modules', '@expo-google-fonts', 'biz-udpgothic')

/**
 * Bundles one function: an ES module with the SDK inside (an external one starts slower), and apart from it
 * in pieces of their own what is imported later.
 * @returns where it lies, and what it is made of
 */
export async function bundle(entry: Entry, outdir = join(ROOT, 'cdk.out', 'bundles', entry)) {
  rmSync(outdir, { recursive: true, force: true })
  const { metafile } = await build({
    absWorkingDir: ROOT,
    entryPoints: { main: ENTRIES[entry] },
    outdir,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node24',
    minify: true,
    mainFields: ['module', 'main'],
    banner: { js: BANNER },
    plugins: [withoutLocales, inMemoryLimits],
    charset: 'utf8',
    legalComments: 'none',
    metafile: true,
    logLevel: 'warning',
  })
  if (Object.keys(metafile.inputs).includes('functions/documents/pdf.ts'))
    for (const file of ['package.json', ...FONTS])
      cpSync(join(ROOT, FONT_PACKAGE, file), join(outdir, FONT_PACKAGE, file))
  return { directory: outdir, metafile }
}
