using Microsoft.Extensions.DependencyInjection;
using Rampart.Pipeline;

namespace Rampart.Cli.Tests;

public sealed class SchemaFileTests
{
    [Fact]
    public void The_schema_in_the_documentation_is_the_one_that_the_tool_prints()
    {
        using ServiceProvider services = new ToolHosts(Services.AddAll).Catalog();
        string printed = PipelineSchema.Write(services.GetRequiredService<StageCatalog>());
        string kept = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "pipeline.schema.json"));
        Assert.True(printed == kept, "The knobs have changed. Write the schema again: infra/rampart schema > infra/docs/pipeline.schema.json");
    }
}
