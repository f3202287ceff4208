using System.Text.Json;
using Rampart.Learning.Metrics;

namespace Rampart.Learning.Tests.Metrics;

public sealed class CalibrationTests
{
    [Fact]
    public void Two_bins_by_hand()
    {
        // Bin (0, 0.5]: confidences 0.4, 0.5 with one right: |1 - 0.9| = 0.1. Bin (0.5, 1]: 0.8, 0.9, 1 with two right: |2 - 2.7| = 0.7. 0.8 / 5.
        Estimate error = Calibration.ExpectedError([0.4, 0.5, 0.8, 0.9, 1], [true, false, true, true, false], bins: 2);

        Assert.Equal(0.16, error.Value, 1e-12);
        Assert.True(error.StandardError > 0);
    }

    [Fact]
    public void A_forecast_right_four_times_in_five_at_0_8_is_calibrated() =>
        Assert.Equal(0, Calibration.ExpectedError([0.8, 0.8, 0.8, 0.8, 0.8], [true, true, false, true, true]).Value, 1e-12);

    [Fact]
    public void Sure_and_wrong_is_as_bad_as_can_be()
    {
        Assert.Equal(1, Calibration.ExpectedError([1, 1, 1], [false, false, false]).Value, 1e-12);
        Assert.Equal(2, Calibration.Brier([[1, 0]], [1]).Value, 1e-12);
        Assert.Equal(0, Calibration.Brier([[1, 0]], [0]).Value, 1e-12);
        Assert.Equal(0.9, Calibration.Brier([.. Enumerable.Repeat(Enumerable.Repeat(0.1, 10).ToArray(), 3)], [0, 4, 9]).Value, 1e-12);
    }

    // Exact fractions on the other side: tests/golden/metrics/metrics.py.
    [Fact]
    public void Forty_forecasts_come_out_as_in_exact_arithmetic()
    {
        double[][] rows = [.. Enumerable.Range(0, 40).Select(i =>
        {
            double[] raw = [.. Enumerable.Range(0, 4).Select(k => 1.0 + (((7 * i) + (11 * k)) % 13))];
            return raw.Select(value => value / raw.Sum()).ToArray();
        })];
        int[] labels = [.. Enumerable.Range(0, 40).Select(i => 5 * i % 4)];
        double[] confidences = [.. rows.Select(row => row.Max())];
        bool[] correct = [.. rows.Zip(labels, (row, label) => Array.IndexOf(row, row.Max()) == label)];
        JsonElement golden = GoldenMetrics.Root.GetProperty("calibration");

        Assert.Equal(golden.GetProperty("ece").GetDouble(), Calibration.ExpectedError(confidences, correct, bins: 10).Value, 1e-12);
        Assert.Equal(golden.GetProperty("brier").GetDouble(), Calibration.Brier(rows, labels).Value, 1e-12);
        Assert.Equal(
            Calibration.ExpectedError(confidences, correct).Value,
            Calibration.ExpectedError([.. confidences.Reverse()], [.. correct.Reverse()]).Value,
            1e-12);
    }

    [Fact]
    public void What_is_no_probability_or_no_class_is_refused()
    {
        Assert.Throws<ArgumentException>(() => Calibration.ExpectedError([1.1], [true]));
        Assert.Throws<ArgumentException>(() => Calibration.ExpectedError([double.NaN], [true]));
        Assert.Throws<ArgumentException>(() => Calibration.Brier([[1, 0]], [2]));
        Assert.Throws<ArgumentException>(() => Calibration.ExpectedError([0.5], []));
    }
}
