namespace Rampart.Learning.Training;

/// <summary>How the learning rate moves after the warm-up.</summary>
public enum LearningRateDecay
{
    /// <summary>Stays where it is.</summary>
    Constant,

    /// <summary>Falls on a straight line to 0 at the last step.</summary>
    Linear,

    /// <summary>Falls as half a cosine to 0 at the last step.</summary>
    Cosine,
}

/// <summary>The learning rate as a pure function of the step, so that training can go on from anywhere.</summary>
/// <param name="Peak">The rate after the warm-up, above 0.</param>
/// <param name="WarmUpSteps">Steps over which the rate rises on a straight line: step 0 has Peak / WarmUpSteps.</param>
/// <param name="TotalSteps">Steps of the whole training, over all segments.</param>
/// <param name="Decay">What follows the warm-up.</param>
public sealed record LearningRateSchedule(double Peak, int WarmUpSteps, int TotalSteps, LearningRateDecay Decay)
{
    /// <summary>The rate of the given step, counted from 0.</summary>
    public double At(int step)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(step);
        if (step < WarmUpSteps)
        {
            return Peak * (step + 1) / WarmUpSteps;
        }

        double progress = Math.Clamp((step - WarmUpSteps) / (double)Math.Max(1, TotalSteps - WarmUpSteps), 0, 1);
        return Decay switch
        {
            LearningRateDecay.Constant => Peak,
            LearningRateDecay.Linear => Peak * (1 - progress),
            LearningRateDecay.Cosine => Peak * 0.5 * (1 + Math.Cos(Math.PI * progress)),
            _ => throw new InvalidOperationException($"Unknown decay {Decay}."),
        };
    }
}
