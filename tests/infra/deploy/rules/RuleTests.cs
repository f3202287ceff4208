namespace Rampart.Deploy.Tests;

public sealed class RuleTests
{
    static readonly Dictionary<string, Rule> Rules = new Rule[][]
    {
        ImageRules.All,
        EnvironmentRule.All,
        ComposeRules.All,
        ComposeSecretRules.All,
        KustomizeRules.All,
        WorkloadRules.All,
        StopRule.All,
        PodSecurityRules.All,
        ReferenceRules.All,
        ConfigurationRules.All,
        ScalingRules.All,
        NetworkRules.All,
        BrokerFileRules.All,
        ReadmeRules.All,
    }.SelectMany(rules => rules).ToDictionary(rule => rule.Name);

    public static TheoryData<string> Names => [.. Rules.Keys];

    public static TheoryData<string, int> Mistakes
    {
        get
        {
            var data = new TheoryData<string, int>();
            foreach (Rule rule in Rules.Values)
            {
                for (int i = 0; i < rule.Mistakes.Length; i++)
                {
                    data.Add(rule.Name, i);
                }
            }
            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void The_files_keep_every_rule(string rule) => Assert.Empty(Rules[rule].Problems(DeployFiles.Real));

    [Theory]
    [MemberData(nameof(Mistakes))]
    public void Every_mistake_is_reported(string rule, int mistake)
    {
        Mistake made = Rules[rule].Mistakes[mistake];
        Assert.Contains(Rules[rule].Problems(DeployFiles.Real.With(made)), problem => problem.Contains(made.Report, StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_rule_can_fail(string rule) => Assert.NotEmpty(Rules[rule].Mistakes);
}
