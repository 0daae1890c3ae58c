import { absolutePath, joinPath, normalPath, splitExtension, splitPath } from './os-path.ts';
import { isText, unicodeOf } from './operators.ts';
import { binaryOf, bytesOf, computed, tuple, unicode, type Value } from './values.ts';
import { sentence } from '../../../shared/texts/sentence.ts';

/** MoinMoin's default class and what else of the outside has a known value (spec/config.md §7.2). */
export const defaultConfigPath = 'MoinMoin.config.multiconfig.DefaultConfig';

const constants: Readonly<Record<string, string>> = {
  'os.sep': '/',
  'os.pardir': '..',
  'os.curdir': '.',
  'os.path.sep': '/',
  'os.path.pardir': '..',
  'os.path.curdir': '.',
  'MoinMoin.config.url_prefix_static': '/moin_static1911',
};

/** `object.name` for something outside the config folder. */
export function outsideAttribute(path: string, name: string): Value {
  const full = path === 'posixpath' ? `os.path.${name}` : `${path}.${name}`;
  const constant = Object.hasOwn(constants, full) ? constants[full] : undefined;
  return constant === undefined ? { type: 'outside', path: full } : bytesOf(constant);
}

type PathFunction = (paths: readonly string[], workingDirectory: string) => string | [string, string];

const pathFunctions: Readonly<
  Record<string, { readonly least: number; readonly most: number; readonly run: PathFunction }>
> = {
  join: { least: 1, most: Infinity, run: ([first = '', ...rest]) => joinPath(first, ...rest) },
  abspath: { least: 1, most: 1, run: ([path = ''], directory) => absolutePath(path, directory) },
  normpath: { least: 1, most: 1, run: ([path = '']) => normalPath(path) },
  dirname: { least: 1, most: 1, run: ([path = '']) => splitPath(path)[0] },
  basename: { least: 1, most: 1, run: ([path = '']) => splitPath(path)[1] },
  split: { least: 1, most: 1, run: ([path = '']) => splitPath(path) },
  splitext: { least: 1, most: 1, run: ([path = '']) => splitExtension(path) },
};

/** Calls a known function of `os.path`; null when the function is another one. `directory` is one character per byte. */
export function callPathFunction(path: string, values: readonly Value[], directory: string): Value | null {
  if (!path.startsWith('os.path.')) return null;
  const name = path.slice('os.path.'.length);
  const known = Object.hasOwn(pathFunctions, name) ? pathFunctions[name] : undefined;
  if (known === undefined || values.length < known.least || values.length > known.most) return null;
  if (!values.every(isText)) return computed(sentence('why.path'));
  const wide = values.some((value) => value.type === 'unicode');
  const texts = values.map((value) =>
    wide ? unicodeOf(value) : value.type === 'str' ? binaryOf(value) : '',
  );
  const here = wide ? Buffer.from(directory, 'latin1').toString('utf8') : directory;
  const make = (text: string): Value => (wide ? unicode(text) : { ...bytesOf(text), assembled: true });
  const result = known.run(texts, here);
  return typeof result === 'string' ? make(result) : tuple(result.map(make));
}

/** Modules of Python 2.7 and of MoinMoin's surroundings that exist although no file in the config folder has their name. */
const installed = new Set(
  (
    '__builtin__ __future__ __main__ abc aifc anydbm array ast asynchat asyncore atexit audioop base64 bdb binascii binhex ' +
    'bisect bsddb bz2 cPickle cProfile cStringIO calendar cgi cgitb chunk cmath cmd code codecs codeop collections ' +
    'colorsys compileall compiler ConfigParser contextlib Cookie cookielib copy copy_reg crypt csv ctypes curses datetime ' +
    'dbhash dbm decimal difflib dircache dis distutils doctest dumbdbm dummy_thread dummy_threading email encodings errno ' +
    'exceptions fcntl filecmp fileinput fnmatch formatter fpformat fractions ftplib functools future_builtins gc gdbm ' +
    'genericpath getopt getpass gettext glob grp gzip hashlib heapq hmac hotshot htmlentitydefs htmllib HTMLParser ' +
    'httplib ihooks imaplib imghdr imp importlib inspect io itertools json keyword lib2to3 linecache locale logging ' +
    'macpath mailbox mailcap markupbase marshal math md5 mhlib mimetools mimetypes MimeWriter mimify mmap modulefinder ' +
    'multifile multiprocessing mutex netrc new nis nntplib ntpath nturl2path numbers opcode operator optparse os os2emxpath ' +
    'parser pdb pickle pickletools pipes pkgutil platform plistlib popen2 poplib posix posixfile posixpath pprint profile ' +
    'pstats pty pwd py_compile pyclbr pydoc Queue quopri random re readline repr resource rexec rfc822 rlcompleter ' +
    'robotparser runpy sched select sets sgmllib sha shelve shlex shutil signal SimpleHTTPServer site smtpd smtplib sndhdr ' +
    'socket SocketServer spwd sqlite3 sre ssl stat statvfs string StringIO stringprep strop struct subprocess sunau symbol ' +
    'symtable sys sysconfig syslog tabnanny tarfile telnetlib tempfile termios test textwrap thread threading time timeit ' +
    'token tokenize trace traceback tty types unicodedata unittest urllib urllib2 urlparse user UserDict UserList ' +
    'UserString uu uuid warnings wave weakref webbrowser whichdb wsgiref xdrlib xml xmllib xmlrpclib xreadlines zipfile ' +
    'zipimport zlib ' +
    'MoinMoin werkzeug passlib pygments parsedatetime flup emailvalidation ldap xapian openid docutils PIL pytz setuptools ' +
    'pkg_resources mod_wsgi'
  ).split(' '),
);

/** Whether a module from outside the config folder may be counted on; `vouched` are those the person named. */
export function isInstalled(module: string, vouched: ReadonlySet<string>): boolean {
  const top = module.split('.')[0] ?? module;
  return installed.has(top) || vouched.has(top);
}

/** Modules that MoinMoin has loaded before any configuration, so that a wiki of that name gets the wrong one. */
export const loadedModules: ReadonlySet<string> = new Set(
  (
    '__builtin__ __main__ sys os site re types copy time errno stat posix posixpath codecs encodings warnings linecache abc ' +
    'functools collections operator itertools datetime logging threading thread socket struct string cgi urllib urllib2 ' +
    'urlparse httplib mimetools rfc822 email base64 hashlib random math tempfile shutil glob fnmatch StringIO cStringIO ' +
    'cPickle pickle copy_reg json inspect traceback tokenize token dis opcode imp locale gettext weakref UserDict textwrap ' +
    'difflib htmlentitydefs HTMLParser markupbase uuid zipfile zlib ssl select signal subprocess unicodedata mimetypes ' +
    'MoinMoin werkzeug passlib genericpath sre_compile sre_parse sre_constants keyword heapq bisect marshal ' +
    'binascii cookielib Cookie hmac gc exceptions atexit calendar decimal numbers fcntl pwd grp'
  ).split(' '),
);

/** Names that every Python 2.7 module sees. */
export const builtins: ReadonlySet<string> = new Set(
  (
    'ArithmeticError AssertionError AttributeError BaseException BufferError BytesWarning DeprecationWarning EOFError ' +
    'Ellipsis EnvironmentError Exception FloatingPointError FutureWarning GeneratorExit IOError ImportError ImportWarning ' +
    'IndentationError IndexError KeyError KeyboardInterrupt LookupError MemoryError NameError NotImplemented ' +
    'NotImplementedError OSError OverflowError PendingDeprecationWarning ReferenceError RuntimeError RuntimeWarning ' +
    'StandardError StopIteration SyntaxError SyntaxWarning SystemError SystemExit TabError TypeError UnboundLocalError ' +
    'UnicodeDecodeError UnicodeEncodeError UnicodeError UnicodeTranslateError UnicodeWarning UserWarning ValueError Warning ' +
    'ZeroDivisionError __debug__ __doc__ __import__ __name__ __package__ abs all any apply basestring bin bool buffer ' +
    'bytearray bytes callable chr classmethod cmp coerce compile complex copyright credits delattr dict dir divmod ' +
    'enumerate eval execfile exit file filter float format frozenset getattr globals hasattr hash help hex id input int ' +
    'intern isinstance issubclass iter len license list locals long map max memoryview min next object oct open ord pow ' +
    'print property quit range raw_input reduce reload repr reversed round set setattr slice sorted staticmethod str sum ' +
    'super tuple type unichr unicode vars xrange zip __builtins__'
  ).split(' '),
);
