// Validity of HTML as the standard has it: html-validate knows which element may stand where and with what.

import { HtmlValidate, StaticConfigLoader } from 'html-validate/node';

const validator = new HtmlValidate(new StaticConfigLoader({
  root: true,
  extends: ['html-validate:standard'],
}));

/** What is not valid in a page, one line each. */
export function invalid(html) {
  const report = validator.validateStringSync(html);
  return report.results.flatMap((result) => result.messages).map((one) => `html ${one.ruleId}, line ${one.line}: ${one.message}`);
}
