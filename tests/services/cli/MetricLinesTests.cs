using System.Text;
using Rampart.Cli.Results;

namespace Rampart.Cli.Tests;

public sealed class MetricLinesTests
{
    [Theory]
    [InlineData("{\"step\":1,\"loss\":0.5}\n{\"step\":2,\"loss\":0.25,\"note\":\"x\"}\n")]
    [InlineData("{\"step\":1,\"loss\":0.5}\n\n{\"step\":2,\"loss\":0.25}")]
    public void Every_line_is_a_point_with_its_figures(string text)
    {
        var points = MetricLines.Parse(Encoding.UTF8.GetBytes(text)).ToList();
        Assert.Equal([1, 2], points.Select(point => point.Step));
        Assert.Equal([0.5, 0.25], points.Select(point => point.Values["loss"]));
        Assert.All(points, point => Assert.Equal(["loss"], point.Values.Keys));
    }
}
