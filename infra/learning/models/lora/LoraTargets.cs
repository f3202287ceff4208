namespace Rampart.Learning.Models;

/// <summary>Finds the linear maps that adapters go on.</summary>
internal static class LoraTargets
{
    /// <summary>Path and map, in the order of paths.</summary>
    /// <exception cref="ModelConfigException">A target names none.</exception>
    public static IReadOnlyList<(string Path, PrecisionLinear Linear)> Find(IEnumerable<ModelComponent> hosts, LoraConfig config)
    {
        (string Path, PrecisionLinear Linear)[] all =
        [
            .. hosts.SelectMany(host => host.named_modules())
                .Where(entry => entry.module is PrecisionLinear && config.Parts.Contains(ModelParts.Host(entry.name)))
                .Select(entry => (entry.name, (PrecisionLinear)entry.module))
                .OrderBy(entry => entry.name, StringComparer.Ordinal),
        ];
        foreach (string target in config.Targets)
        {
            if (!all.Any(entry => (config with { Targets = [target] }).Takes(entry.Path)))
            {
                string known = string.Join(", ", all.Select(entry => entry.Path.Split('.')[^1]).Distinct());
                throw new ModelConfigException(
                    $"lora: '{target}' is no linear map of this model's {string.Join(" and ", config.Parts).ToLowerInvariant()}; "
                    + (known.Length == 0 ? "the model has no such part." : $"known are {known}."));
            }
        }

        return [.. all.Where(entry => config.Takes(entry.Path))];
    }
}
