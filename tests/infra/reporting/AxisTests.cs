using Rampart.Reporting.Charts;

namespace Rampart.Reporting.Tests;

public sealed class AxisTests
{
    [Theory]
    [InlineData(0, 16, 8, 2)]
    [InlineData(0.1, 0.74, 5, 0.2)]
    [InlineData(-3, 120, 6, 50)]
    public void Ticks_are_round_and_hold_all_values(double low, double high, int ticks, double step)
    {
        var axis = Axis.Around([low, high], ticks);
        Assert.Equal(step, axis.Step, 9);
        Assert.True(axis.Low <= low && axis.High >= high);
    }

    [Fact]
    public void A_constant_gets_an_axis_of_its_own() => Assert.Equal(0.5, Axis.Around([3, 3], 5).Position(3), 9);
}
