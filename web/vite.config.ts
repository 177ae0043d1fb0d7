import {defineConfig} from "vite";

// The program embeds the files by these names, so they carry no hashes. Nothing is inlined: the
// content security policy admits files of the server alone.
export default defineConfig({
  base: "/",
  publicDir: "public",
  esbuild: {jsx: "automatic", jsxImportSource: "preact"},
  build: {
    outDir: process.env["ELIGO_WEB_OUT"] ?? "dist",
    emptyOutDir: true,
    target: "es2022",
    modulePreload: false,
    assetsInlineLimit: 0,
    cssCodeSplit: false,
    reportCompressedSize: false,
    rollupOptions: {
      output: {
        entryFileNames: "assets/page.js",
        chunkFileNames: "assets/page.js",
        assetFileNames: "assets/page[extname]",
        inlineDynamicImports: true,
      },
    },
  },
});
