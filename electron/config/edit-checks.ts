import { optionInfo, type OptionType } from '../../shared/config/option-catalogue.ts';
import { textOf, type PyValue } from '../../shared/python-value.ts';

/** What is wrong with a value for an option, and what is allowed; null when nothing (spec/config.md §8.6). */
export function valueProblem(option: string, value: PyValue): string | null {
  const info = optionInfo(option);
  if (info === undefined) return `MoinMoin has no option ${option}`;
  if (!fits(value, info.type)) return `${option} takes ${describeType(info.type)}`;
  return special(option, value);
}

function special(option: string, value: PyValue): string | null {
  const text = textOf(value);
  switch (option) {
    case 'superuser':
    case 'actions_superuser':
      return value.type === 'list' ? null : `${option} takes a list in square brackets`;
    case 'cookie_domain':
      return text !== null && (text.includes('://') || text.includes('/'))
        ? 'cookie_domain takes a host name without http:// or a path'
        : null;
    case 'cookie_name':
      return text !== null && !/^[!#$%&'*+\-.^_`|~0-9A-Za-z]*$/.test(text)
        ? 'cookie_name takes letters, digits and -_.; other characters make a cookie that never comes back'
        : null;
    case 'secrets':
      return value.type === 'unicode' || (value.type === 'str' && value.bytes.length < 10)
        ? 'secrets takes a plain string of at least 10 characters'
        : null;
    case 'navi_bar':
      return naviBarProblem(value);
    case 'acl_rights_before':
    case 'acl_rights_default':
    case 'acl_rights_after':
      return option === 'acl_rights_default' && text?.split(/\s+/).includes('Default') === true
        ? 'acl_rights_default must not hold the word Default, which stands for itself'
        : null;
    case 'siteid':
      return 'siteid is set by MoinMoin; a value in the file has no effect';
    case 'config_check_enabled':
      return 'value' in value && Boolean(value.value)
        ? 'config_check_enabled stops the wiki in this release of MoinMoin'
        : null;
    default:
      return null;
  }
}

function naviBarProblem(value: PyValue): string | null {
  if (value.type !== 'list') return 'navi_bar takes a list in square brackets';
  for (const item of value.items) {
    const text = textOf(item) ?? '';
    const rest = text
      .replaceAll('%%', '')
      .replace(/%\(([a-zA-Z_]\w*)\)s/g, (all, name: string) => (optionInfo(name) === undefined ? all : ''));
    if (rest.includes('%')) return 'navi_bar takes %% for a percent sign, and %(option)s for another option';
  }
  return null;
}

/** Whether a value has the shape of an option; no Python object can be given as plain data. */
export function fits(value: PyValue, type: OptionType): boolean {
  switch (type.kind) {
    case 'bool':
      return value.type === 'bool' || value.type === 'int';
    case 'int':
      return value.type === 'int' || value.type === 'long' || value.type === 'bool';
    case 'number':
      return value.type === 'int' || value.type === 'long' || value.type === 'float';
    case 'text':
      return value.type === 'str' || value.type === 'unicode';
    case 'dict':
      return value.type === 'dict';
    case 'object':
    case 'callable':
    case 'class':
      return false;
    case 'one-of':
      return type.choices.some((choice) =>
        typeof choice === 'string'
          ? textOf(value) === choice
          : value.type === 'int' && Number(value.value) === choice,
      );
    case 'optional':
      return value.type === 'none' || fits(value, type.of);
    case 'either':
      return type.of.some((one) => fits(value, one));
    case 'list':
      return (
        (value.type === 'list' || value.type === 'tuple') && value.items.every((item) => fits(item, type.of))
      );
    case 'tuple':
      return (
        value.type === 'tuple' &&
        value.items.length === type.of.length &&
        type.of.every((one, index) => fitsAt(value.items[index], one))
      );
    case 'tuple-of':
      return (
        (value.type === 'tuple' || value.type === 'list') && value.items.every((item) => fits(item, type.of))
      );
    case 'map':
      return (
        value.type === 'dict' &&
        value.entries.every(([key, content]) => textOf(key) !== null && fits(content, type.of))
      );
  }
}

function fitsAt(value: PyValue | undefined, type: OptionType): boolean {
  return value !== undefined && fits(value, type);
}

/** The shape in words, for "takes …". */
export function describeType(type: OptionType): string {
  switch (type.kind) {
    case 'bool':
      return 'True or False';
    case 'int':
      return 'a whole number';
    case 'number':
      return 'a number';
    case 'text':
      return 'a text in quotes';
    case 'dict':
      return 'a dictionary {…}';
    case 'object':
    case 'callable':
    case 'class':
      return 'something only Python code can give';
    case 'one-of':
      return `one of ${type.choices.join(', ')}`;
    case 'optional':
      return `None or ${describeType(type.of)}`;
    case 'either':
      return type.of.map(describeType).join(' or ');
    case 'list':
      return `a list […], each entry ${describeType(type.of)}`;
    case 'tuple':
      return `a tuple (${type.of.map(describeType).join(', ')})`;
    case 'tuple-of':
      return `a tuple (…), each entry ${describeType(type.of)}`;
    case 'map':
      return `a dictionary {…}, each value ${describeType(type.of)}`;
  }
}
