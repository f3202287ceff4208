using System.Text.Json;
using Rampart.Learning.Attacks;

namespace Rampart.Learning.Tests.Attacks;

public sealed class SquareScheduleTests
{
    // Figures of tests/golden/attacks/square.py.
    [Fact]
    public void Shares_and_window_sides_agree_with_the_published_table()
    {
        (int Height, int Width)[] sizes = [(28, 28), (32, 32), (224, 224), (3, 40)];
        using JsonDocument golden = ClassProblems.Golden("square");
        Assert.All(golden.RootElement.GetProperty("schedule").EnumerateArray(), row =>
        {
            double share = SquareSchedule.Share(0.8, row.GetProperty("iteration").GetInt32());
            Assert.Equal(row.GetProperty("share").GetDouble(), share, 12);
            Assert.Equal(
                ClassProblems.Numbers(row.GetProperty("sides")), sizes.Select(size => (double)SquareSchedule.Side(share, size.Height, size.Width)));
        });
    }

    [Theory]
    [InlineData(0.8, 10, 10, 9)]
    [InlineData(0.0001, 28, 28, 1)]
    [InlineData(1.0, 5, 9, 5)]
    public void A_side_is_the_rounded_root_of_the_area_and_fits_the_image(double share, int height, int width, int side) =>
        Assert.Equal(side, SquareSchedule.Side(share, height, width));

    [Fact]
    public void A_stretched_schedule_passes_through_the_whole_plan()
    {
        Assert.Equal([0, 2500, 9900], new[] { 0, 25, 99 }.Select(iteration => SquareSchedule.Stretched(iteration, 100)));
        Assert.Equal(0.8 / 512, SquareSchedule.Share(0.8, SquareSchedule.Stretched(99, 100)));
    }
}
