import type { RuleConfigurationDesk } from '#shared/domain/rule/configure-rule.ts';
import type { ConfiguringDesk } from './configuring-desk.ts';

/** What the routes of rules work with. */
export interface RulesDesk extends ConfiguringDesk, RuleConfigurationDesk {}
