"""The units that are known: how they are spelt, and how many base units they are.

Base units are those of the SI (metre, square metre, kilogram, second, joule, …); of speed the
metre a second, of volume the cubic metre, of temperature the kelvin, of fuel economy the metre a
cubic metre, of data the byte, of a rate per area the piece a square metre. Factors are exact by
definition, or have seven digits or more (NIST SP 811, appendix B).
"""

from __future__ import annotations

import enum


class Dimension(enum.Enum):
    """What a unit measures."""

    LENGTH = "length"
    AREA = "area"
    VOLUME = "volume"
    MASS = "mass"
    SPEED = "speed"
    TEMPERATURE = "temperature"
    TIME = "time"
    POWER = "power"
    ENERGY = "energy"
    PRESSURE = "pressure"
    FORCE = "force"
    TORQUE = "torque"
    DATA = "data"
    FREQUENCY = "frequency"
    FLOW = "flow"
    DENSITY = "density"
    FUEL_ECONOMY = "fuel economy"
    PER_AREA = "a number per area"
    VOLTAGE = "voltage"
    CURRENT = "current"


class System(enum.Enum):
    """The family of units to which a unit belongs; a conversion goes from one to another."""

    METRIC = "metric"
    CUSTOMARY = "customary"
    OTHER = "neither: knots, nautical miles, kelvins, parsecs"
    TIME = "time"


PREFIXES = (
    ("p", "pico", "1e-12"),
    ("n", "nano", "1e-9"),
    ("µ", "micro", "1e-6"),
    ("m", "milli", "1e-3"),
    ("c", "centi", "1e-2"),
    ("d", "deci", "1e-1"),
    ("", "", "1"),
    ("h", "hecto", "1e2"),
    ("k", "kilo", "1e3"),
    ("M", "mega", "1e6"),
    ("G", "giga", "1e9"),
    ("T", "tera", "1e12"),
)
LENGTHS = (
    # symbols; names (singular first); metres; system
    ("in ins", "inch inches", "0.0254", System.CUSTOMARY),
    ("ft", "foot feet", "0.3048", System.CUSTOMARY),
    ("yd yds", "yard yards", "0.9144", System.CUSTOMARY),
    ("mi", "mile miles", "1609.344", System.CUSTOMARY),
    ("", "furlong furlongs", "201.168", System.CUSTOMARY),
    ("", "fathom fathoms", "1.8288", System.CUSTOMARY),
    ("nmi NM nm", "nautical_mile nautical_miles", "1852", System.OTHER),
)
METRIC_LENGTHS = (*"pnµmcd", "", "k")
"""The prefixes with which the metre is in use."""

METRIC = (
    # symbol, name, prefixes in use, dimension, base units
    ("g", "gram gramme", "µ m . k", Dimension.MASS, "0.001"),
    ("L", "litre liter", "µ m c d . h k M", Dimension.VOLUME, "0.001"),
    ("W", "watt", "m . k M G T", Dimension.POWER, "1"),
    ("J", "joule", ". k M G T", Dimension.ENERGY, "1"),
    ("Wh", "watt-hour watt_hour", ". k M G T", Dimension.ENERGY, "3600"),
    ("Pa", "pascal", ". h k M G", Dimension.PRESSURE, "1"),
    ("bar", "bar", "m .", Dimension.PRESSURE, "1e5"),
    ("N", "newton", "m . k M", Dimension.FORCE, "1"),
    ("Hz", "hertz", ". k M G T", Dimension.FREQUENCY, "1"),
    ("B", "byte", ". k M G T", Dimension.DATA, "1"),
    ("V", "volt", "m . k M", Dimension.VOLTAGE, "1"),
    ("A", "ampere", "m . k", Dimension.CURRENT, "1"),
    ("s", "second", "n µ m .", Dimension.TIME, "1"),
    ("t", "tonne", ". k M", Dimension.MASS, "1000"),
)
OTHERS = (
    # spellings by commas, dimension, base units, system
    ("ha,hectare,hectares", Dimension.AREA, "1e4", System.METRIC),
    ("acre,acres,ac", Dimension.AREA, "4046.8564224", System.CUSTOMARY),
    ("lb,lbs,pound,pounds", Dimension.MASS, "0.45359237", System.CUSTOMARY),
    ("oz,ounce,ounces", Dimension.MASS, "0.028349523125", System.CUSTOMARY),
    ("troy oz,oz t,ozt,troy ounce,troy ounces,oz,ounce,ounces", Dimension.MASS, "0.0311034768",
     System.CUSTOMARY),
    ("st,stone,stones", Dimension.MASS, "6.35029318", System.CUSTOMARY),
    ("gr,grain,grains", Dimension.MASS, "0.00006479891", System.CUSTOMARY),
    ("ct,carat,carats", Dimension.MASS, "0.0002", System.CUSTOMARY),
    ("cwt,long cwt,long hundredweight", Dimension.MASS, "50.80234544", System.CUSTOMARY),
    ("short cwt,short hundredweight,cwt", Dimension.MASS, "45.359237", System.CUSTOMARY),
    ("metric ton,metric tons,metric tonne,metric tonnes,MT", Dimension.MASS, "1e3", System.METRIC),
    ("ton,tons", Dimension.MASS, "1000", System.METRIC),
    ("long ton,long tons,LT,ton,tons", Dimension.MASS, "1016.0469088", System.CUSTOMARY),
    ("short ton,short tons,ST,ton,tons", Dimension.MASS, "907.18474", System.CUSTOMARY),
    ("gal,gallon,gallons,imp gal,imperial gal,imperial gallon,imperial gallons", Dimension.VOLUME,
     "0.00454609", System.CUSTOMARY),
    ("gal,gallon,gallons,US gal,US gallon,US gallons,U.S. gallons,U.S. gal", Dimension.VOLUME,
     "0.003785411784", System.CUSTOMARY),
    ("qt,quart,quarts,US qt,US quart,US quarts", Dimension.VOLUME, "0.000946352946",
     System.CUSTOMARY),
    ("qt,quart,quarts,imp qt,imperial quart,imperial quarts", Dimension.VOLUME, "0.0011365225",
     System.CUSTOMARY),
    ("pt,pint,pints,US pt,US pint,US pints", Dimension.VOLUME, "0.000473176473", System.CUSTOMARY),
    ("pt,pint,pints,imp pt,imperial pint,imperial pints", Dimension.VOLUME, "0.00056826125",
     System.CUSTOMARY),
    ("fl oz,fl. oz,fluid ounce,fluid ounces,US fl oz,US fl. oz,ounce,ounces,oz", Dimension.VOLUME,
     "0.0000295735295625", System.CUSTOMARY),
    ("fl oz,fl. oz,fluid ounce,fluid ounces,imp fl oz,imp fl. oz", Dimension.VOLUME,
     "0.0000284130625", System.CUSTOMARY),
    ("bbl,barrel,barrels,oilbbl,barrels of oil", Dimension.VOLUME, "0.158987294928",
     System.CUSTOMARY),
    ("US beer barrel,US beer barrels,US bbl,barrel,barrels,bbl", Dimension.VOLUME,
     "0.117347765304", System.CUSTOMARY),
    ("imp bbl,imperial barrel,imperial barrels,barrel,barrels,bbl", Dimension.VOLUME, "0.16365924",
     System.CUSTOMARY),
    ("bushel,bushels,bu,US bushel,US bushels", Dimension.VOLUME, "0.03523907016688",
     System.CUSTOMARY),
    ("bushel,bushels,bu,imperial bushel,imperial bushels", Dimension.VOLUME, "0.03636872",
     System.CUSTOMARY),
    ("acre-foot,acre-feet,acre foot,acre feet,acre⋅ft,acre·ft,acre.ft,acre ft", Dimension.VOLUME,
     "1233.48183754752", System.CUSTOMARY),
    ("cc,ccm", Dimension.VOLUME, "1e-6", System.METRIC),
    ("CID,cid,cubic inch displacement", Dimension.VOLUME, "0.000016387064", System.CUSTOMARY),
    ("mph,MPH,mi/h", Dimension.SPEED, "0.44704", System.CUSTOMARY),
    ("km/h,kph,kmph,kmh,km/hr,kilometers an hour,kilometres an hour", Dimension.SPEED,
     "0.2777777777777777777777777778", System.METRIC),
    ("miles an hour", Dimension.SPEED, "0.44704", System.CUSTOMARY),
    ("fps", Dimension.SPEED, "0.3048", System.CUSTOMARY),
    ("kn,knot,knots,kt,kts", Dimension.SPEED, "0.5144444444444444444444444444", System.OTHER),
    ("hp,HP,bhp,BHP,shp,ihp,whp,horsepower,brake horsepower,shaft horsepower,indicated horsepower",
     Dimension.POWER, "745.69987158227", System.CUSTOMARY),
    ("PS,metric horsepower,metric hp,cv,CV,hp,HP,bhp,BHP,horsepower", Dimension.POWER, "735.49875",
     System.CUSTOMARY),
    ("cal,calorie,calories", Dimension.ENERGY, "4.184", System.CUSTOMARY),
    ("kcal,Cal,kilocalorie,kilocalories,calorie,calories", Dimension.ENERGY, "4184",
     System.CUSTOMARY),
    ("BTU,Btu", Dimension.ENERGY, "1055.05585262", System.CUSTOMARY),
    ("eV,electronvolt,electronvolts", Dimension.ENERGY, "1.602176634e-19", System.METRIC),
    ("psi,PSI,lb/in2,lb/in²,pounds per square inch,lbf/in2,lbf/in²,lb/sq in,lbf/sq in",
     Dimension.PRESSURE, "6894.757293168", System.CUSTOMARY),
    ("inHg,in Hg,inches of mercury", Dimension.PRESSURE, "3386.389", System.CUSTOMARY),
    ("mmHg,mm Hg,torr", Dimension.PRESSURE, "133.322387415", System.METRIC),
    ("atm,atmosphere,atmospheres", Dimension.PRESSURE, "101325", System.CUSTOMARY),
    ("mb,mbar,millibar,millibars", Dimension.PRESSURE, "100", System.METRIC),
    ("lbf,pounds-force,pound-force,pounds of force,pounds of thrust,lb of thrust,lb,lbs,pound,"
     "pounds,lbs of thrust", Dimension.FORCE, "4.4482216152605", System.CUSTOMARY),
    ("kgf,kg,kilogram-force,kilograms of thrust", Dimension.FORCE, "9.80665", System.METRIC),
    ("lb-ft,lb·ft,lb⋅ft,lb.ft,lb ft,lbf·ft,lbf⋅ft,ft-lb,ft·lb,ft⋅lb,ft lb,ft·lbf,ft⋅lbf,lbft,"
     "pound-feet,pound feet,foot-pounds,foot pounds", Dimension.TORQUE, "1.3558179483314",
     System.CUSTOMARY),
    ("Nm,N·m,N⋅m,N.m,N m,N-m,newton metres,newton meters,newton-metres,newton-meters",
     Dimension.TORQUE, "1", System.METRIC),
    ("kg·m,kg⋅m,kg-m,kgm,kg m,kgf·m,kgf⋅m", Dimension.TORQUE, "9.80665", System.METRIC),
    ("cfs", Dimension.FLOW, "0.028316846592", System.CUSTOMARY),
    ("cfm", Dimension.FLOW, "0.0004719474432", System.CUSTOMARY),
    ("minute,minutes,min,mins", Dimension.TIME, "60", System.TIME),
    ("hour,hours,h,hr,hrs", Dimension.TIME, "3600", System.TIME),
    ("day,days,d", Dimension.TIME, "86400", System.TIME),
    ("week,weeks", Dimension.TIME, "604800", System.TIME),
    ("rpm,RPM", Dimension.FREQUENCY, "0.01666666666666666666666666667", System.METRIC),
    ("bit,bits", Dimension.DATA, "0.125", System.METRIC),
    ("KiB,KB", Dimension.DATA, "1024", System.METRIC),
    ("MiB", Dimension.DATA, "1048576", System.METRIC),
    ("GiB", Dimension.DATA, "1073741824", System.METRIC),
    ("AU,au,astronomical unit,astronomical units", Dimension.LENGTH, "149597870700",
     System.CUSTOMARY),
    ("ly,light-year,light-years,light year,light years", Dimension.LENGTH, "9460730472580800",
     System.CUSTOMARY),
    ("pc,parsec,parsecs", Dimension.LENGTH, "30856775814913673", System.OTHER),
    ("Å,angstrom,angstroms,ångström,ångströms", Dimension.LENGTH, "1e-10", System.METRIC),
)  # fmt: skip
"""Units that follow no pattern; a spelling in several rows is one of several units."""

TEMPERATURES = (
    ("°C,°c,ºC,deg C,degrees C,degrees Celsius,degrees Centigrade,degrees celsius,Celsius", "1",
     "273.15", System.METRIC),
    ("°F,°f,ºF,deg F,degrees F,degrees Fahrenheit,degrees fahrenheit,Fahrenheit",
     "0.5555555555555555555555555556", "255.3722222222222222222222222", System.CUSTOMARY),
    ("K,kelvin,kelvins,°K", "1", "0", System.OTHER),
)  # fmt: skip
DENSITIES = (
    ("g/cm3,g/cm³,g/cc,g/mL,g/ml", "1000", System.METRIC),
    ("kg/m3,kg/m³", "1", System.METRIC),
    ("lb/cu ft,lb/ft3,lb/ft³", "16.01846337396", System.CUSTOMARY),
)
ECONOMIES = (
    ("mpg-US,mpg,miles per gallon,mpg US,mpg‑US,mpgus,US mpg", "425143.7074976272",
     System.CUSTOMARY),
    ("mpg-imp,mpg,miles per gallon,mpg imp,mpg‑imp,imp mpg", "354006.1899346471",
     System.CUSTOMARY),
    ("L/100 km,L/100km,l/100 km,l/100km,litres per 100 km,liters per 100 km,"
     "litres per 100 kilometres,liters per 100 kilometers", "1e8", System.METRIC),
    ("km/L,km/l", "1e6", System.METRIC),
)  # fmt: skip
"""Distance for fuel; litres per 100 km count the other way round."""

PER_AREA = (
    ("ha", "1e4", System.METRIC),
    ("hectare", "1e4", System.METRIC),
    ("acre", "4046.8564224", System.CUSTOMARY),
)
ANY_CASE = frozenset(
    "km kms kg kgs cm mm ft lb lbs mi mph hp kw psi sqkm sqft sqm kmh kph ha oz yd km2 m2".split()
)
"""Symbols that are often written in another case and are then nothing else."""
