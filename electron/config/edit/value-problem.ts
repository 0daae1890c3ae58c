import { optionInfo, type OptionType } from '../../../shared/config/option-catalogue.ts';
import { textOf, type PyValue } from '../../../shared/python-value.ts';
import { sentence, type Sentence } from '../../../shared/texts/sentence.ts';

/** What is wrong with a value for an option, and what is allowed; null when nothing (spec/config.md §8.6). */
export function valueProblem(option: string, value: PyValue): Sentence | null {
  const info = optionInfo(option);
  if (info === undefined) return sentence('value.unknownOption', { option });
  return fitsOption(option, value) ?? special(option, value);
}

/** What is wrong with the shape of a value alone. */
export function fitsOption(option: string, value: PyValue): Sentence | null {
  const info = optionInfo(option);
  if (info === undefined || fits(value, info.type)) return null;
  return sentence('value.takes', { option, shape: describeType(info.type) });
}

function special(option: string, value: PyValue): Sentence | null {
  const text = textOf(value);
  switch (option) {
    case 'superuser':
    case 'actions_superuser':
      return value.type === 'list' ? null : sentence('value.takesList', { option });
    case 'cookie_domain':
      return text !== null && (text.includes('://') || text.includes('/'))
        ? sentence('value.cookieDomain')
        : null;
    case 'cookie_name':
      return text !== null && !/^[!#$%&'*+\-.^_`|~0-9A-Za-z]*$/.test(text)
        ? sentence('value.cookieName')
        : null;
    case 'secrets':
      return value.type === 'unicode' || (value.type === 'str' && value.bytes.length < 10)
        ? sentence('value.secrets')
        : null;
    case 'navi_bar':
      return naviBarProblem(value);
    case 'acl_rights_before':
    case 'acl_rights_default':
    case 'acl_rights_after':
      return option === 'acl_rights_default' && text?.split(/\s+/).includes('Default') === true
        ? sentence('value.aclDefault')
        : null;
    case 'siteid':
      return sentence('value.siteid');
    case 'config_check_enabled':
      return 'value' in value && Boolean(value.value) ? sentence('value.configCheck') : null;
    default:
      return null;
  }
}

function naviBarProblem(value: PyValue): Sentence | null {
  if (value.type !== 'list') return sentence('value.takesList', { option: 'navi_bar' });
  for (const item of value.items) {
    const text = textOf(item) ?? '';
    const rest = text
      .replaceAll('%%', '')
      .replace(/%\(([a-zA-Z_]\w*)\)s/g, (all, name: string) => (optionInfo(name) === undefined ? all : ''));
    if (rest.includes('%')) return sentence('value.naviBar');
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

export function fitsAt(value: PyValue | undefined, type: OptionType): boolean {
  return value !== undefined && fits(value, type);
}

/** The shape in words, for "takes …". */
export function describeType(type: OptionType): Sentence {
  switch (type.kind) {
    case 'bool':
      return sentence('shape.bool');
    case 'int':
      return sentence('shape.int');
    case 'number':
      return sentence('shape.number');
    case 'text':
      return sentence('shape.text');
    case 'dict':
      return sentence('shape.dict');
    case 'object':
    case 'callable':
    case 'class':
      return sentence('shape.code');
    case 'one-of':
      return sentence('shape.oneOf', { choices: type.choices });
    case 'optional':
      return sentence('shape.optional', { of: describeType(type.of) });
    case 'either':
      return type.of.map(describeType).reduce((first, second) => sentence('shape.either', { first, second }));
    case 'list':
      return sentence('shape.list', { of: describeType(type.of) });
    case 'tuple':
      return sentence('shape.tuple', { of: type.of.map(describeType) });
    case 'tuple-of':
      return sentence('shape.tupleOf', { of: describeType(type.of) });
    case 'map':
      return sentence('shape.map', { of: describeType(type.of) });
  }
}
