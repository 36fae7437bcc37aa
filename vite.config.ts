// How the page is built: one page, its workers, the sample incidents inside it, and a policy that lets nothing out.
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import react from '@vitejs/plugin-react'
import type { Plugin } from 'vite'
import { defineConfig } from 'vitest/config'

const root = fileURLToPath(new URL('.', import.meta.url))

// `frame-ancestors` cannot be said in a meta element. `manifest-src` is the one addition that installing the page needs.
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "worker-src 'self'",
  "style-src 'self'",
  "img-src 'self' data: blob:",
  "font-src 'self'",
  "manifest-src 'self'",
  "connect-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
].join('; ')

/** Writes the policy into the built page, and asks for the fonts with the page, so that none is fetched later. */
function policyAndFonts(): Plugin {
  return {
    name: 'skewline-policy-and-fonts',
    apply: 'build',
    transformIndexHtml: {
      order: 'post',
      handler: (_html, { bundle }) => [
        { tag: 'meta', attrs: { 'http-equiv': 'Content-Security-Policy', content: POLICY }, injectTo: 'head-prepend' },
        ...Object.keys(bundle ?? {})
          .filter((file) => file.endsWith('.woff2'))
          .map((file) => ({
            tag: 'link',
            attrs: { rel: 'preload', as: 'font', type: 'font/woff2', href: `./${file}`, crossorigin: true },
            injectTo: 'head' as const,
          })),
      ],
    },
  }
}

const SAMPLES_ID = 'virtual:sample-logs'
const NOT_LOGS = new Set(['README.md', 'expected.json'])

const isFolder = (path: string): boolean => statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false

/** Packs `sample-logs/<name>/` into the page as gzip + base64, so that opening a sample makes no request. */
function sampleLogs(): Plugin {
  const folder = join(root, 'sample-logs')
  const pack = (name: string) =>
    readdirSync(join(folder, name), { recursive: true, encoding: 'utf8' })
      .filter((path) => !NOT_LOGS.has(path) && !isFolder(join(folder, name, path)))
      .sort()
      .map((path) => {
        const bytes = readFileSync(join(folder, name, path))
        return {
          path: path.split(sep).join('/'),
          bytes: bytes.length,
          gzip: gzipSync(bytes, { level: 9 }).toString('base64'),
        }
      })
  return {
    name: 'skewline-sample-logs',
    resolveId: (id) => (id === SAMPLES_ID ? `\0${SAMPLES_ID}` : null),
    load(id) {
      if (id !== `\0${SAMPLES_ID}`) return null
      const names = isFolder(folder) ? readdirSync(folder).filter((name) => isFolder(join(folder, name))) : []
      const packs = Object.fromEntries(names.sort().map((name) => [name, pack(name)]))
      return `export const packs = JSON.parse(${JSON.stringify(JSON.stringify(packs))})`
    },
  }
}

export default defineConfig({
  base: './',
  plugins: [react(), sampleLogs(), policyAndFonts()],
  worker: { format: 'es' },
  build: {
    target: 'es2022',
    // An inlined font would be a data: address, which the policy refuses.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 1500,
  },
  test: { include: ['{src,app,scripts,bench}/**/*.test.{ts,tsx}'] },
})
