import { RemovalPolicy, Stack } from 'aws-cdk-lib';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import { Construct } from 'constructs';

/** Where alarms are published, for people and whatever else subscribes. */
export class Notifications extends Construct {
  readonly topic: Topic;

  constructor(scope: Construct, id: string, notify: string | undefined) {
    super(scope, id);
    const key = new Key(this, 'Key', {
      description: 'Encrypts notifications',
      enableKeyRotation: true,
      // Nothing encrypted with it stays: SNS delivers and forgets.
      removalPolicy: RemovalPolicy.DESTROY,
    });
    this.topic = new Topic(this, 'Topic', { displayName: 'm365-evidence', masterKey: key, enforceSSL: true });
    // CloudWatch publishes in its own name: the topic's policy must let it, and the key's, which for AWS' own key
    // nobody can change. https://repost.aws/knowledge-center/cloudwatch-configure-alarm-sns
    const alarms = new ServicePrincipal('cloudwatch.amazonaws.com', {
      conditions: { StringEquals: { 'aws:SourceAccount': Stack.of(this).account } },
    });
    key.grant(alarms, 'kms:Decrypt', 'kms:GenerateDataKey');
    this.topic.addToResourcePolicy(
      new PolicyStatement({
        actions: ['sns:Publish'],
        principals: [alarms],
        resources: [this.topic.topicArn],
      }),
    );
    if (notify !== undefined) this.topic.addSubscription(new EmailSubscription(notify));
  }
}
