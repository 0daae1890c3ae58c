import type { LanguageFn } from 'highlight.js';
import bash from 'highlight.js/lib/languages/bash';
import c from 'highlight.js/lib/languages/c';
import clojure from 'highlight.js/lib/languages/clojure';
import cmake from 'highlight.js/lib/languages/cmake';
import cpp from 'highlight.js/lib/languages/cpp';
import csharp from 'highlight.js/lib/languages/csharp';
import css from 'highlight.js/lib/languages/css';
import delphi from 'highlight.js/lib/languages/delphi';
import diff from 'highlight.js/lib/languages/diff';
import dockerfile from 'highlight.js/lib/languages/dockerfile';
import dos from 'highlight.js/lib/languages/dos';
import erlang from 'highlight.js/lib/languages/erlang';
import fortran from 'highlight.js/lib/languages/fortran';
import go from 'highlight.js/lib/languages/go';
import groovy from 'highlight.js/lib/languages/groovy';
import haskell from 'highlight.js/lib/languages/haskell';
import ini from 'highlight.js/lib/languages/ini';
import java from 'highlight.js/lib/languages/java';
import javascript from 'highlight.js/lib/languages/javascript';
import json from 'highlight.js/lib/languages/json';
import kotlin from 'highlight.js/lib/languages/kotlin';
import latex from 'highlight.js/lib/languages/latex';
import lisp from 'highlight.js/lib/languages/lisp';
import lua from 'highlight.js/lib/languages/lua';
import makefile from 'highlight.js/lib/languages/makefile';
import markdown from 'highlight.js/lib/languages/markdown';
import matlab from 'highlight.js/lib/languages/matlab';
import nginx from 'highlight.js/lib/languages/nginx';
import objectivec from 'highlight.js/lib/languages/objectivec';
import ocaml from 'highlight.js/lib/languages/ocaml';
import perl from 'highlight.js/lib/languages/perl';
import php from 'highlight.js/lib/languages/php';
import powershell from 'highlight.js/lib/languages/powershell';
import prolog from 'highlight.js/lib/languages/prolog';
import properties from 'highlight.js/lib/languages/properties';
import python from 'highlight.js/lib/languages/python';
import r from 'highlight.js/lib/languages/r';
import ruby from 'highlight.js/lib/languages/ruby';
import rust from 'highlight.js/lib/languages/rust';
import scala from 'highlight.js/lib/languages/scala';
import scheme from 'highlight.js/lib/languages/scheme';
import scss from 'highlight.js/lib/languages/scss';
import smalltalk from 'highlight.js/lib/languages/smalltalk';
import sql from 'highlight.js/lib/languages/sql';
import swift from 'highlight.js/lib/languages/swift';
import tcl from 'highlight.js/lib/languages/tcl';
import typescript from 'highlight.js/lib/languages/typescript';
import vbnet from 'highlight.js/lib/languages/vbnet';
import vhdl from 'highlight.js/lib/languages/vhdl';
import vim from 'highlight.js/lib/languages/vim';
import xml from 'highlight.js/lib/languages/xml';
import yaml from 'highlight.js/lib/languages/yaml';

/** A language of code areas. */
export interface CodeLanguage {
  /** Class name of the area; what the page says, but for old names. */
  readonly shown: string;
  /** Grammar of the highlighter; null: text without classes; `irc`: our own. */
  readonly grammar: string | null;
}

/** Grammars by the highlighter's name. */
export const grammars: Readonly<Record<string, LanguageFn>> = {
  bash,
  c,
  clojure,
  cmake,
  cpp,
  csharp,
  css,
  delphi,
  diff,
  dockerfile,
  dos,
  erlang,
  fortran,
  go,
  groovy,
  haskell,
  ini,
  java,
  javascript,
  json,
  kotlin,
  latex,
  lisp,
  lua,
  makefile,
  markdown,
  matlab,
  nginx,
  objectivec,
  ocaml,
  perl,
  php,
  powershell,
  prolog,
  properties,
  python,
  r,
  ruby,
  rust,
  scala,
  scheme,
  scss,
  smalltalk,
  sql,
  swift,
  tcl,
  typescript,
  vbnet,
  vhdl,
  vim,
  xml,
  yaml,
};

/** Names that pages use (those of Pygments), by grammar. */
const namesByGrammar: Readonly<Record<string, string>> = {
  bash: 'bash sh ksh zsh shell console shell-session',
  c: 'c',
  clojure: 'clojure clj',
  cmake: 'cmake',
  cpp: 'cpp c++',
  csharp: 'csharp c#',
  css: 'css',
  delphi: 'pascal delphi objectpascal pas',
  diff: 'diff udiff',
  dockerfile: 'docker dockerfile',
  dos: 'bat batch dosbatch winbatch',
  erlang: 'erlang',
  fortran: 'fortran f90',
  go: 'go golang',
  groovy: 'groovy',
  haskell: 'haskell hs',
  ini: 'ini cfg dosini toml',
  java: 'java jsp',
  javascript: 'javascript js',
  json: 'json json-object',
  kotlin: 'kotlin',
  latex: 'tex latex',
  lisp: 'common-lisp cl lisp elisp emacs-lisp',
  lua: 'lua',
  makefile: 'make makefile mf bsdmake',
  markdown: 'markdown md',
  matlab: 'matlab octave',
  nginx: 'nginx',
  objectivec: 'objective-c objectivec obj-c objc',
  ocaml: 'ocaml',
  perl: 'perl pl',
  php: 'php php3 php4 php5',
  powershell: 'powershell posh ps1 psm1',
  prolog: 'prolog',
  properties: 'properties jproperties',
  python: 'python py sage python3 py3 python2 py2 pycon',
  r: 'r s splus',
  ruby: 'ruby rb duby',
  rust: 'rust rs',
  scala: 'scala',
  scheme: 'scheme scm',
  scss: 'scss sass',
  smalltalk: 'smalltalk squeak st',
  sql: 'sql mysql postgresql postgres sqlite3 plpgsql',
  swift: 'swift',
  tcl: 'tcl',
  typescript: 'typescript ts',
  vbnet: 'vb.net vbnet',
  vhdl: 'vhdl',
  vim: 'vim',
  xml: 'html xml xhtml xslt+xml html+php html+django html+jinja',
  yaml: 'yaml',
  irc: 'irc irssi',
};
/** Names that Pygments knows and that are shown without classes here. */
const plainNames =
  'text output apacheconf apache applescript awk gawk asm nasm gas basic brainfuck d dylan eiffel gnuplot haxe jinja django lighttpd llvm logtalk mako mupad myghty modula2 nim postscript pov raw rst rest rhtml restructuredtext smarty sourceslist trac-wiki moin verilog v xquery ada ada95 actionscript as3 coffee-script coffeescript dart elixir erb factor fsharp genshi gherkin glsl gosu haml io ioke jl julia maql mathematica newlisp nsis opencl protobuf puppet qml racket rebol robotframework stan vala';

const languages: ReadonlyMap<string, CodeLanguage> = new Map<string, CodeLanguage>([
  ...Object.entries(namesByGrammar).flatMap(([grammar, names]) =>
    names.split(' ').map((name) => [name, { shown: name, grammar }] as const),
  ),
  ...plainNames.split(' ').map((name) => [name, { shown: name, grammar: null }] as const),
  ['cplusplus', { shown: 'cpp', grammar: 'cpp' }] as const,
  ['irssi', { shown: 'irc', grammar: 'irc' }] as const,
]);

/** The language of a name, any case; null if it is not known. */
export function languageOf(name: string): CodeLanguage | null {
  return languages.get(name.toLowerCase()) ?? null;
}

/** Names that are parsers of their own (`{{{#!python`); some names belong to other parsers. */
export const codeParserNames: readonly string[] = [...languages.keys()].filter(
  (name) =>
    !['text', 'rst', 'rest', 'restructuredtext', 'html', 'xml', 'markdown', 'md', 'moin', 'raw'].includes(
      name,
    ),
);
