namespace Rampart.Pipeline.Tests;

public sealed class PipelineValuesTests
{
    [Fact]
    public void Every_value_is_named_as_an_override_would_name_it()
    {
        IReadOnlyList<KeyValuePair<string, string>> values = PipelineValues.Of(
            """
            name: x
            stages:
              fare: { kind: no-such-kind, objective: { epsilon: 8/255 }, list: [1, { a: 2 }], none: [] }
            publish: fare
            """, "pipeline.yaml");
        Assert.Equal(
            ["name=x", "fare.kind=no-such-kind", "fare.objective.epsilon=8/255", "fare.list.0=1", "fare.list.1.a=2", "fare.none=", "publish=fare"],
            values.Select(value => $"{value.Key}={value.Value}"));
    }

    [Fact]
    public void What_is_no_YAML_is_refused_with_its_place() =>
        Assert.Contains("pipeline.yaml", Assert.Throws<PipelineException>(() => PipelineValues.Of("a: [", "pipeline.yaml")).Message);
}
