import { createBusinessHours } from './business-hours/create-business-hours.ts';
import { editBusinessHours } from './business-hours/edit-business-hours.ts';
import { getBusinessHours } from './business-hours/get-business-hours.ts';
import { importHolidays } from './business-hours/import-holidays.ts';
import { listAllBusinessHours } from './business-hours/list-all-business-hours.ts';
import { removeBusinessHours } from './business-hours/remove-business-hours.ts';
import { createCannedMessage } from './canned-messages/create-canned-message.ts';
import { editCannedMessage } from './canned-messages/edit-canned-message.ts';
import { getCannedMessage } from './canned-messages/get-canned-message.ts';
import { listCannedMessages } from './canned-messages/list-canned-messages.ts';
import { removeCannedMessage } from './canned-messages/remove-canned-message.ts';
import { createCustomField } from './custom-fields/create-custom-field.ts';
import { editCustomField } from './custom-fields/edit-custom-field.ts';
import { getCustomField } from './custom-fields/get-custom-field.ts';
import { listCustomFields } from './custom-fields/list-custom-fields.ts';
import { removeCustomField } from './custom-fields/remove-custom-field.ts';
import { createCustomStatus } from './custom-statuses/create-custom-status.ts';
import { editCustomStatus } from './custom-statuses/edit-custom-status.ts';
import { getCustomStatus } from './custom-statuses/get-custom-status.ts';
import { listCustomStatuses } from './custom-statuses/list-custom-statuses.ts';
import { removeCustomStatus } from './custom-statuses/remove-custom-status.ts';
import { listRuleDeliveries, listTimeRuleDeliveries } from './rule-deliveries/list-rule-deliveries.ts';
import { listRuleEndpoints, listTimeRuleEndpoints } from './rule-deliveries/list-rule-endpoints.ts';
import { replayRuleDeliveries, replayTimeRuleDeliveries } from './rule-deliveries/replay-rule-deliveries.ts';
import { replayRuleDelivery, replayTimeRuleDelivery } from './rule-deliveries/replay-rule-delivery.ts';
import { createRule } from './rules/create-rule.ts';
import { editRule } from './rules/edit-rule.ts';
import { getRuleCatalogue } from './rules/get-catalogue.ts';
import { getRule } from './rules/get-rule.ts';
import { getRuleOrder } from './rules/get-rule-order.ts';
import { listRules } from './rules/list-rules.ts';
import { orderRules } from './rules/order-rules.ts';
import { removeRule } from './rules/remove-rule.ts';
import { editSettings } from './settings/edit-settings.ts';
import { getSettings } from './settings/get-settings.ts';
import { createSlaLevel } from './sla-levels/create-sla-level.ts';
import { editSlaLevel } from './sla-levels/edit-sla-level.ts';
import { getSlaLevel } from './sla-levels/get-sla-level.ts';
import { listSlaLevels } from './sla-levels/list-sla-levels.ts';
import { removeSlaLevel } from './sla-levels/remove-sla-level.ts';
import { createSlaRule } from './sla-rules/create-sla-rule.ts';
import { editSlaRule } from './sla-rules/edit-sla-rule.ts';
import { getSlaRule } from './sla-rules/get-sla-rule.ts';
import { getSlaRuleOrder } from './sla-rules/get-sla-rule-order.ts';
import { listSlaRules } from './sla-rules/list-sla-rules.ts';
import { orderSlaRules } from './sla-rules/order-sla-rules.ts';
import { removeSlaRule } from './sla-rules/remove-sla-rule.ts';
import { createSource } from './sources/create-source.ts';
import { editSource } from './sources/edit-source.ts';
import { getSource } from './sources/get-source.ts';
import { listSources } from './sources/list-sources.ts';
import { removeSource } from './sources/remove-source.ts';
import { createTag } from './tags/create-tag.ts';
import { editTag } from './tags/edit-tag.ts';
import { getTag } from './tags/get-tag.ts';
import { listTags } from './tags/list-tags.ts';
import { removeTag } from './tags/remove-tag.ts';
import { createTemplate } from './templates/create-template.ts';
import { editTemplate } from './templates/edit-template.ts';
import { getTemplate } from './templates/get-template.ts';
import { listTemplates } from './templates/list-templates.ts';
import { removeTemplate } from './templates/remove-template.ts';
import { createTimeRule } from './time-rules/create-time-rule.ts';
import { editTimeRule } from './time-rules/edit-time-rule.ts';
import { getTimeRule } from './time-rules/get-time-rule.ts';
import { getTimeRuleOrder } from './time-rules/get-time-rule-order.ts';
import { listTimeRules } from './time-rules/list-time-rules.ts';
import { orderTimeRules } from './time-rules/order-time-rules.ts';
import { removeTimeRule } from './time-rules/remove-time-rule.ts';
import { createWebhookSubscription } from './webhook-subscriptions/create-webhook-subscription.ts';
import { editWebhookSubscription } from './webhook-subscriptions/edit-webhook-subscription.ts';
import { getWebhookSubscription } from './webhook-subscriptions/get-webhook-subscription.ts';
import { listWebhookDeliveries } from './webhook-subscriptions/list-deliveries.ts';
import { listWebhookSubscriptions } from './webhook-subscriptions/list-webhook-subscriptions.ts';
import { removeWebhookSubscription } from './webhook-subscriptions/remove-webhook-subscription.ts';
import { replayWebhookDeliveries } from './webhook-subscriptions/replay-deliveries.ts';
import { replayWebhookDelivery } from './webhook-subscriptions/replay-delivery.ts';
import { rotateWebhookSecret } from './webhook-subscriptions/rotate-webhook-secret.ts';
import { testWebhookSubscription } from './webhook-subscriptions/test-webhook-subscription.ts';

export const operations = [
  getSettings,
  editSettings,
  listSources,
  createSource,
  getSource,
  editSource,
  removeSource,
  listAllBusinessHours,
  createBusinessHours,
  getBusinessHours,
  editBusinessHours,
  removeBusinessHours,
  importHolidays,
  listSlaLevels,
  createSlaLevel,
  getSlaLevel,
  editSlaLevel,
  removeSlaLevel,
  listSlaRules,
  getSlaRuleOrder,
  orderSlaRules,
  createSlaRule,
  getSlaRule,
  editSlaRule,
  removeSlaRule,
  getRuleCatalogue,
  listRules,
  getRuleOrder,
  orderRules,
  createRule,
  getRule,
  editRule,
  removeRule,
  listRuleEndpoints,
  listRuleDeliveries,
  replayRuleDelivery,
  replayRuleDeliveries,
  listTimeRules,
  getTimeRuleOrder,
  orderTimeRules,
  createTimeRule,
  getTimeRule,
  editTimeRule,
  removeTimeRule,
  listTimeRuleEndpoints,
  listTimeRuleDeliveries,
  replayTimeRuleDelivery,
  replayTimeRuleDeliveries,
  listCustomStatuses,
  createCustomStatus,
  getCustomStatus,
  editCustomStatus,
  removeCustomStatus,
  listCustomFields,
  createCustomField,
  getCustomField,
  editCustomField,
  removeCustomField,
  listTags,
  createTag,
  getTag,
  editTag,
  removeTag,
  listTemplates,
  createTemplate,
  getTemplate,
  editTemplate,
  removeTemplate,
  listCannedMessages,
  createCannedMessage,
  getCannedMessage,
  editCannedMessage,
  removeCannedMessage,
  listWebhookSubscriptions,
  createWebhookSubscription,
  getWebhookSubscription,
  editWebhookSubscription,
  removeWebhookSubscription,
  rotateWebhookSecret,
  testWebhookSubscription,
  listWebhookDeliveries,
  replayWebhookDelivery,
  replayWebhookDeliveries,
];
