using System.Data;
using System.Globalization;
using Dapper;

namespace Equipoise.Conduct.Store;

/// <summary>Days as the conduct database keeps them: <c>2026-03-04</c>.</summary>
internal sealed class DateOnlyText : SqlMapper.TypeHandler<DateOnly>
{
    private const string Form = "yyyy-MM-dd";

    public override void SetValue(IDbDataParameter parameter, DateOnly value)
    {
        parameter.DbType = DbType.String;
        parameter.Value = value.ToString(Form, CultureInfo.InvariantCulture);
    }

    public override DateOnly Parse(object value) => DateOnly.ParseExact((string)value, Form, CultureInfo.InvariantCulture);
}
