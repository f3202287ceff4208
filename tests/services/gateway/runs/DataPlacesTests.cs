using Microsoft.Extensions.DependencyInjection;
using Rampart.EndToEnd.Tool;
using Rampart.Gateway.Problems;
using Rampart.Gateway.Runs;
using Rampart.Pipeline;

namespace Rampart.Gateway.Tests.Runs;

/// <summary>Where data may arrive that submitted pipelines read.</summary>
public sealed class DataPlacesTests
{
    [Theory]
    [InlineData("/data/incoming", true)]
    [InlineData("/data", true)]
    [InlineData("/data/../etc", false)]
    [InlineData("/database", false)]
    [InlineData("/", false)]
    [InlineData("https://account.blob.core.windows.net/incoming", true)]
    [InlineData("https://account.blob.core.windows.net/incoming/shards", true)]
    [InlineData("https://account.blob.core.windows.net/incoming2", false)]
    [InlineData("https://account.blob.core.windows.net/rampart", false)]
    [InlineData("https://other.blob.core.windows.net/incoming", false)]
    [InlineData("http://169.254.169.254/incoming", false)]
    public void Data_arrives_within_the_folders_and_containers_of_the_gateway_only(string place, bool allowed)
    {
        var services = new ServiceCollection();
        TinyStages.Add(services);
        StageKind kind = services.Select(service => service.ImplementationInstance).OfType<StageKind>().Single(kind => kind.Kind == "preprocessing");
        var catalog = new StageCatalog([kind with { Sources = _ => [], Arrivals = _ => new ArrivalPlace(place, "") }]);
        PipelineDefinition pipeline = new PipelineReader(catalog).Read(
            "name: tiny\nseed: 7\nstages:\n  split: { kind: preprocessing, path: /data/x, shards: 2 }\n", "pipeline", []);
        var places = new DataPlaces(new GatewayOptions { DataFolders = "/data", DataContainers = "https://account.blob.core.windows.net/incoming" }, catalog);
        if (allowed)
        {
            places.Check(pipeline);
        }
        else
        {
            Assert.Throws<RequestException>(() => places.Check(pipeline));
        }
    }
}
