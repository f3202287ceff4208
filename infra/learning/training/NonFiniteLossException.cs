namespace Rampart.Learning.Training;

/// <summary>The loss or its gradient is no longer a finite number. Trying again gives the same: a permanent failure.</summary>
public sealed class NonFiniteLossException : ArithmeticException
{
    /// <summary>Makes the exception.</summary>
    /// <param name="step">The step, counted from 0.</param>
    /// <param name="what">What is not finite, such as "the loss".</param>
    /// <param name="value">Its value.</param>
    public NonFiniteLossException(int step, string what, float value)
        : base(FormattableString.Invariant(
            $"Step {step}: {what} is {value}. The parameters are those before this step. Lower the learning rate, lengthen the warm-up, or clip gradients."))
        => Step = step;

    /// <summary>The step, counted from 0.</summary>
    public int Step { get; }
}
