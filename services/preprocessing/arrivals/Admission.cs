using Rampart.Contracts;
using Rampart.Learning.Data;
using Rampart.Pipeline.Arrivals;
using Rampart.Stages;

namespace Rampart.Preprocessing;

/// <summary>
/// Compares the shards with those before them, by name. A shard from which nothing is taken is passed on as it is, so that whatever reads it
/// finds the results that are there already.
/// </summary>
internal sealed class Admission(StageContext context, AdmissionWork work)
{
    private readonly KnownSamples _known = new(work.NearDuplicateBits);
    private readonly List<QuarantinedSample> _quarantined = [];
    private int _shards, _admitted;

    public void Admit()
    {
        Refuse();
        foreach (NamedArtifact input in context.Inputs.All)
        {
            if (Shard(input, ArrivalRoles.Quarantine) is not null)
            {
                _shards++;
                _quarantined.AddRange(JsonLines.Read<QuarantinedSample>(context.Inputs.Read(input), input.Role));
            }
            else if (Shard(input, ArrivalRoles.Fingerprints) is { } shard)
            {
                Compare(shard, Fingerprints.Read(context.Inputs.Read(input), input.Role));
            }
        }

        context.Outputs.WriteLines(
            ArrivalRoles.Quarantine,
            _quarantined.OrderBy(sample => sample.Shard, StringComparer.Ordinal).ThenBy(sample => sample.Index ?? -1));
        context.Outputs.WriteJson(AdmissionReport.Role, Report());
        context.Progress.Report(new StageProgress(_admitted, _admitted, "samples"));
    }

    private static string? Shard(NamedArtifact input, string role) =>
        input.Role.StartsWith(role + ".", StringComparison.Ordinal) ? input.Role[(role.Length + 1)..] : null;

    private AdmissionReport Report() => new(
        _shards,
        _admitted,
        _quarantined.Sum(sample => sample.Samples),
        _quarantined.Count(sample => sample.Samples == 0),
        new SortedDictionary<string, int>(
            _quarantined.CountBy(sample => sample.Reason).ToDictionary(reason => QuarantinedSample.WordOf(reason.Key), reason => reason.Value), StringComparer.Ordinal));

    private void Refuse()
    {
        if (context.Inputs.Find(ArrivalRoles.Refused) is { } refused)
        {
            _quarantined.AddRange(RefusedFiles.Read(context.Inputs.Read(refused)).Select(file =>
                new QuarantinedSample(file.File, Reason(file.Reason), file.Detail) { Figure = file.Figure, Samples = 0 }));
        }
    }

    private void Compare(string shard, Fingerprint[] samples)
    {
        var rows = new List<int>();
        foreach ((int row, Fingerprint sample) in samples.Index())
        {
            if (_known.Resembled(shard, sample) is { } resembled)
            {
                _quarantined.Add(resembled);
            }
            else
            {
                rows.Add(row);
            }
        }

        Array.ForEach(samples, _known.Add);
        _admitted += rows.Count;
        Write(shard, rows, samples.Length);
    }

    private void Write(string shard, List<int> rows, int samples)
    {
        string own = ArrivalRoles.Of(ArrivalRoles.Shard, shard), admitted = ArrivalRoles.Of(ArrivalsParameters.Part, shard);
        if (rows.Count == samples)
        {
            foreach (string part in new[] { Shards.Pixels, Shards.Records })
            {
                context.Outputs.Pass($"{admitted}.{part}", context.Inputs.Get($"{own}.{part}").Artifact);
            }
        }
        else if (rows.Count > 0)
        {
            SampleSet left = Shards.Read(context.Inputs, own).Select(rows);
            Shards.Write(context.Outputs, admitted, left, new Dictionary<string, string> { ["shard"] = shard });
        }
    }

    private static QuarantineReason Reason(RefusalReason reason) => reason switch
    {
        RefusalReason.BadName => QuarantineReason.BadName,
        RefusalReason.UnknownFormat => QuarantineReason.UnknownFormat,
        RefusalReason.TooLarge => QuarantineReason.TooLarge,
        RefusalReason.TooMany => QuarantineReason.TooMany,
        RefusalReason.Unreachable => QuarantineReason.Unreachable,
        _ => throw new ArgumentOutOfRangeException(nameof(reason), reason, "There is no such reason."),
    };
}
