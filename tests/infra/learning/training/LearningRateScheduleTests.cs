using Rampart.Learning.Training;

namespace Rampart.Learning.Tests.Training;

public sealed class LearningRateScheduleTests
{
    [Fact]
    public void The_warm_up_rises_on_a_line_to_the_peak()
    {
        var schedule = new LearningRateSchedule(Peak: 0.4, WarmUpSteps: 4, TotalSteps: 10, LearningRateDecay.Constant);
        Assert.Equal([0.1, 0.2, 0.3, 0.4, 0.4, 0.4], new[] { 0, 1, 2, 3, 4, 9 }.Select(schedule.At), (a, b) => Math.Abs(a - b) < 1e-15);
    }

    [Fact]
    public void The_decays_have_their_shapes()
    {
        var linear = new LearningRateSchedule(1, 0, 10, LearningRateDecay.Linear);
        Assert.Equal([1, 0.5, 0.1, 0, 0], new[] { 0, 5, 9, 10, 20 }.Select(linear.At), (a, b) => Math.Abs(a - b) < 1e-15);
        var cosine = new LearningRateSchedule(2, 2, 10, LearningRateDecay.Cosine);
        Assert.Equal([2, 1 + Math.Cos(Math.PI / 4), 1, 0], new[] { 2, 4, 6, 10 }.Select(cosine.At), (a, b) => Math.Abs(a - b) < 1e-15);
    }
}
