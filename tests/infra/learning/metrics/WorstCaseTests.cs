using Rampart.Learning.Metrics;

namespace Rampart.Learning.Tests.Metrics;

public sealed class WorstCaseTests
{
    [Fact]
    public void A_sample_counts_as_right_only_if_nothing_up_to_the_radius_fooled_it()
    {
        var worst = new WorstCase();
        // Sample 1 falls at 4/255 to one attack only; 2 falls at 8/255; 3 never; 4 is wrong when clean.
        worst.Add(1, 0, true);
        worst.Add(1, 4.0 / 255, true);
        worst.Add(1, 4.0 / 255, false);
        worst.Add(1, 8.0 / 255, true);
        worst.Add(2, 0, true);
        worst.Add(2, 8.0 / 255, false);
        worst.Add(3, 8.0 / 255, true);
        worst.Add(4, 0, false);
        worst.Add(4, 8.0 / 255, true);

        Assert.Equal(new Accuracy(3, 4), worst.At(0));
        Assert.Equal(new Accuracy(2, 4), worst.At(4.0 / 255));
        Assert.Equal(new Accuracy(1, 4), worst.At(8.0 / 255));
        Assert.False(worst.IsStillCorrect(1, 8.0 / 255));
        Assert.Equal([0, 4.0 / 255, 8.0 / 255], worst.Radii);
        Assert.Throws<KeyNotFoundException>(() => worst.IsStillCorrect(99, 0));
    }
}
