namespace Rampart.Learning.Models;

/// <summary>Rules that several configurations share, so that a record made in code is held to what a file is held to.</summary>
internal static class ConfigRules
{
    public static void HeadsDivide(string where, int hidden, int heads)
    {
        if (heads < 1 || hidden < 1 || hidden % heads != 0)
        {
            throw new ModelConfigException(
                $"{where}: 'hidden_size' {hidden} is not a multiple of 'num_attention_heads' {heads}; choose a number of heads that divides it.");
        }
    }

    public static void Known(string where, string key, string value, params string[] allowed)
    {
        if (!allowed.Contains(value, StringComparer.Ordinal))
        {
            throw new ModelConfigException($"{where}: '{key}' is '{value}'; known are {string.Join(", ", allowed)}.");
        }
    }

    public static void TokenInside(string where, string key, int token, int vocabulary)
    {
        if (token < 0 || token >= vocabulary)
        {
            throw new ModelConfigException(
                $"{where}: '{key}' is {token}, outside the vocabulary of {vocabulary} ('vocab_size'); give an id below it.");
        }
    }
}
