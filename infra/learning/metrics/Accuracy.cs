namespace Rampart.Learning.Metrics;

/// <summary>A share of right answers with the uncertainty that the number of samples leaves.</summary>
/// <param name="Correct">How many were right.</param>
/// <param name="Count">How many were asked.</param>
public readonly record struct Accuracy(int Correct, int Count)
{
    /// <summary>The share in [0, 1]; not a number for an empty set.</summary>
    public double Value => Count == 0 ? double.NaN : (double)Correct / Count;

    /// <summary>The standard error sqrt(p (1 - p) / (n - 1)); not a number below two samples.</summary>
    public double StandardError => Count < 2 ? double.NaN : Math.Sqrt(Value * (1 - Value) / (Count - 1));

    /// <summary>Counts the true values.</summary>
    public static Accuracy Of(IEnumerable<bool> correct)
    {
        int right = 0, count = 0;
        foreach (bool isRight in correct)
        {
            count++;
            right += isRight ? 1 : 0;
        }

        return new Accuracy(right, count);
    }
}
